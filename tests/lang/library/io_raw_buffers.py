# Buffers over raw streams of the program's own: how they ask, and what they do
# about streams that would block, lie about lengths or are detached.
import io


class Pieces(io.RawIOBase):
    def __init__(self, *pieces):
        self.pieces = list(pieces)

    def readable(self):
        return True

    def readinto(self, buffer):
        print("  readinto", len(buffer))
        if not self.pieces:
            return 0
        piece = self.pieces.pop(0)
        if piece is None or isinstance(piece, (int, str)):
            return piece
        buffer[:len(piece)] = piece
        return len(piece)


class Sink(io.RawIOBase):
    def __init__(self, *counts):
        self.counts = list(counts)

    def writable(self):
        return True

    def write(self, data):
        count = self.counts.pop(0) if self.counts else len(data)
        if isinstance(count, int):
            count = min(count, len(data)) if count < 100 else count
        print("  write", bytes(data), "->", count)
        return count


def attempt(function, *args):
    try:
        print(function(*args))
    except (OSError, TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error,
              getattr(error, "characters_written", None))


reader = io.BufferedReader(Pieces(b"abc", b"de", b"fgh", b"jkl"), 10)
print(reader.peek(3))
two = bytearray(2)
for _ in range(3):
    print(reader.readinto1(two), two)
many = bytearray(20)
print(reader.peek(3), reader.readinto1(many), many[:6])

reader = io.BufferedReader(Pieces(b"abc", b"d", None, b"efg", None, None), 10)
print(reader.read(6), reader.read(1), reader.read(), reader.read())
print(io.BufferedReader(Pieces(b"ab", b"def")).read1(2))
print(io.BufferedReader(Pieces(b"one\ntw", b"o\nthree")).readlines())
for bad in (-1, 99, "x"):
    attempt(io.BufferedReader(Pieces(bad), 8).read, 3)

writer = io.BufferedWriter(Sink(3, None, 2), 8)
attempt(writer.write, b"abcd")
attempt(writer.write, b"efghi")
attempt(writer.write, b"jklmnopqrstuvwxyz")
attempt(writer.flush)
attempt(io.BufferedWriter(Sink(100), 4).write, b"too long")
attempt(io.BufferedReader(Pieces(b"")).truncate)
attempt(io.BufferedReader(Pieces(b"")).seek, 0)
attempt(io.BufferedReader, Pieces(b""), 0)
attempt(io.BufferedReader, Sink())

raw = Pieces(b"left")
reader = io.BufferedReader(raw)
print(reader.detach() is raw)
attempt(reader.read)
attempt(reader.detach)
print(repr(reader).startswith("<_io.BufferedReader"))
text = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
text.detach()
attempt(text.read)
print("encoding='ascii'" in repr(text))

error = OSError(11, "later", 5)
print(type(error).__name__, error.args, error, error.characters_written)
attempt(getattr, BlockingIOError(11, "later"), "characters_written")

decoder = io.IncrementalNewlineDecoder(None, True)
print(repr(decoder.decode("one\r")), decoder.getstate())
decoder.setstate((b"", 0))
print(repr(decoder.decode("\ntwo\r\n")), decoder.newlines)
