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
attempt(lambda: zlib.compressobj(wbits=31, zdict=b"lazy"))
attempt(lambda: zlib.decompress(packed, bufsize=-1))
attempt(lambda: zlib.decompressobj(zdict=b"other").decompress(whole))
attempt(lambda: zlib.decompressobj().decompress(whole))

# Flushes: what a second one gives, and that all of it can be undone.
for mode in (zlib.Z_NO_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH):
    packer = zlib.compressobj()
    parts = [packer.compress(b""), packer.flush(mode), packer.flush(mode),
             packer.compress(b"abc" * 20), packer.flush(mode),
             packer.flush(mode), packer.compress(b"abc" * 20), packer.flush()]
    print(mode, parts, zlib.decompress(b"".join(parts)) == b"abc" * 40)
for mode in (-1, 6, 7):
    attempt(lambda: zlib.compressobj().flush(mode))

# Longer than one piece of the work, in pieces and whole.
words = [b"%d again" % (i * i % 3001) for i in range(3001)]
long = b" ".join(words * 18)
print(len(long))
for wbits in (15, -15, 31):
    packer = zlib.compressobj(1, wbits=wbits)
    parts = [packer.compress(long[at:at + 99999])
             for at in range(0, len(long), 99999)]
    packed = b"".join(parts) + packer.flush() + b"rest"
    unpacker = zlib.decompressobj(wbits)
    given = []
    for at in range(0, len(packed), 9999):
        given.append(unpacker.decompress(packed[at:at + 9999]))
    print(b"".join(given) == long, unpacker.eof, unpacker.unused_data,
          zlib.decompress(packed[:-4], wbits) == long)
    copy = zlib.decompressobj(wbits)
    first = copy.decompress(packed, 70000)
    rest, second = copy.unconsumed_tail, copy.copy()
    print(len(first), copy.decompress(rest) == second.decompress(rest)
          == long[70000:])
print(len(zlib.decompress(zlib.compress(bytes(3_000_000)))))

# A stream goes on in the middle of blocks of each kind, however it is cut.
for level, strategy in (0, 0), (6, zlib.Z_FIXED), (6, 0), (6, zlib.Z_RLE):
    packer = zlib.compressobj(level, strategy=strategy)
    packed = packer.compress(data[:3000] + bytes(2000)) + packer.flush()
    for step, limit in (1, 0), (7, 1000), (400, 300):
        unpacker, seen, at, rest = zlib.decompressobj(), [], 0, b""
        while not unpacker.eof:
            piece = unpacker.decompress(rest + packed[at:at + step], limit)
            at += step
            rest = unpacker.unconsumed_tail
            seen.append((len(piece), len(rest), zlib.crc32(piece)))
            unpacker = unpacker.copy()
        print(level, strategy, len(seen), zlib.crc32(repr(seen).encode()))

# What is behind the end, and behind what is no stream.
packed = zlib.compress(data)
unpacker = zlib.decompressobj()
unpacker.decompress(packed + b"one", 5)
print(len(unpacker.unconsumed_tail) > 3, len(unpacker.copy().flush()))
unpacker.decompress(unpacker.unconsumed_tail)
unpacker.decompress(b"two")
print(unpacker.unused_data, unpacker.unconsumed_tail, unpacker.copy().eof)
unpacker.flush()
attempt(unpacker.copy)
unpacker = zlib.decompressobj()
attempt(lambda: unpacker.decompress(packed[:-1] + b"?" + b"more"))
attempt(lambda: unpacker.decompress(b"again"))
print(unpacker.eof, unpacker.unconsumed_tail, unpacker.flush())
head = b"\x1f\x8b\x08\x1e\0\0\0\0\0\3\5\0extraname\0comment\0"
head += (zlib.crc32(head) & 0xFFFF).to_bytes(2, "little")
for whole in head, head[:-1] + b"?":
    whole += zlib.compress(data, wbits=-15) + zlib.crc32(data).to_bytes(4, "little")
    whole += len(data).to_bytes(4, "little") + b"behind"
    unpacker, out = zlib.decompressobj(47), b""
    try:
        for at in range(0, len(whole), 3):
            out += unpacker.decompress(whole[at:at + 3])
        print(out == data, unpacker.unused_data)
    except zlib.error as e:
        print(at, e)
