# gc every: 65536
# zlib and gzip: whole, in pieces, flushed, and what is no stream.
import gzip
import io
import zlib

data = b"the quick brown fox jumps over the lazy dog " * 300 + bytes(range(256))
print(zlib.crc32(data), zlib.adler32(data), zlib.adler32(b"more", 77))
for level in (-1, 0, 1, 6, 9):
    for wbits in (15, 9, -15, 31):
        packed = zlib.compress(data, level, wbits=wbits)
        assert zlib.decompress(packed, wbits) == data
        print(level, wbits, len(packed), zlib.crc32(packed))

packer = zlib.compressobj(9, zdict=b"lazy dog the quick")
parts = [packer.compress(data[:5000]), packer.flush(zlib.Z_SYNC_FLUSH)]
other = packer.copy()
parts += [packer.compress(data[5000:]), packer.flush()]
whole = b"".join(parts)
print(len(whole), zlib.crc32(whole), len(other.flush()))
unpacker = zlib.decompressobj(zdict=b"lazy dog the quick")
out = b""
for start in range(0, len(whole), 50):
    out += unpacker.decompress(whole[start:start + 50])
print(out == data, unpacker.eof, unpacker.unused_data)

packed = zlib.compress(data) + b"behind"
unpacker = zlib.decompressobj()
out, rest = b"", packed
while not unpacker.eof:
    piece = unpacker.decompress(rest, 1000)
    rest = unpacker.unconsumed_tail
    out += piece
    assert len(piece) <= 1000
print(out == data, unpacker.unused_data, unpacker.unconsumed_tail)

print(gzip.decompress(gzip.compress(data, mtime=0)) == data)
file = io.BytesIO()
with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as writer:
    for start in range(0, len(data), 777):
        writer.write(data[start:start + 777])
file.seek(0)
with gzip.open(file, "rt", encoding="latin-1") as reader:
    print(reader.read(20), len(reader.read()))


def attempt(what):
    try:
        print(what())
    except (zlib.error, ValueError, TypeError, EOFError, OSError) as e:
        print(type(e).__name__, e)


attempt(lambda: zlib.decompress(b"no stream"))
attempt(lambda: zlib.decompress(packed[:50]))
attempt(lambda: zlib.decompress(packed[:50] + b"xxxx" + packed[54:]))
attempt(lambda: zlib.decompressobj().decompress(b"bad"))
attempt(lambda: zlib.compress(data, 10))
attempt(lambda: zlib.compress("text"))
attempt(lambda: zlib.compressobj(method=9))
attempt(lambda: zlib.compressobj(wbits=100))
attempt(lambda: zlib.decompressobj(wbits=100))
attempt(lambda: zlib.decompressobj().decompress(b"", -1))
attempt(lambda: zlib.decompressobj().flush(0))
attempt(lambda: packer.compress(b"after the end"))
attempt(lambda: packer.copy())
attempt(lambda: gzip.decompress(b"not gzip"))
attempt(lambda: gzip.decompress(gzip.compress(data)[:-3]))
