# open() and what it makes: the script itself is the file that is read.
import io


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


with open(__file__) as f:
    print(f.readline(), f.readline(5), f.read(7), f.tell(), f.readable(),
          f.writable(), f.seekable(), f.closed, f.encoding, f.errors,
          f.newlines, f.line_buffering, f.mode, f.isatty())
    print(f.seek(0), f.read(10), f.seek(0, 2) > 100, f.read())
    f.seek(0)
    print(len(f.readlines()) > 20, f.readline())
    f.seek(0)
    print(next(f), [line for line in f][-1])
    f.seek(0)
    next(f)
    attempt(f.tell)
    attempt(f.write, "x")
    attempt(f.seek, 3, 1)
    attempt(f.seek, 3, 2)
    attempt(f.seek, -1)
    attempt(f.seek, 0, 7)
    print(isinstance(f, io.TextIOWrapper), isinstance(f, io.TextIOBase),
          isinstance(f, io.IOBase), isinstance(f.buffer, io.BufferedReader),
          isinstance(f.buffer.raw, io.FileIO))
attempt(f.read)
attempt(lambda: next(f))
print(f.closed)
with open(__file__, "rb") as f:
    print(f.read(6), f.peek(3)[:3], f.read1(4), f.readline(), f.tell(),
          f.seek(2), f.read(3), f.seek(-2, 1), f.seek(-3, 2), f.read(), f.mode)
    buffer = bytearray(4)
    f.seek(0)
    print(f.readinto(buffer), buffer, f.readable(), f.writable())
    attempt(f.write, b"x")
attempt(f.read)
with open(__file__, "rb", 0) as f:
    print(type(f).__name__, f.read(3), f.readall()[:4], f.mode)
for args in (("no-such-file",), (__file__, "q"), (__file__, "rw"),
             (__file__, ""), (__file__, "rbt"), (__file__, "rr"),
             (__file__, "r", 0), (__file__, "rb", -1, "utf-8"),
             (__file__, "rb", -1, None, "strict"),
             (__file__, "rb", -1, None, None, "\n"),
             (__file__, "r", -1, None, None, "x"), (__file__, 3),
             (3.5,), (None,), ("a\0b",), (__file__, "r", -1, 3),
             (__file__, "r", -1, "no-such-encoding")):
    attempt(open, *args)


class Path:
    def __fspath__(self):
        return __file__


print(open(Path()).readline(), open(__file__.encode()).readline())

data = "a\r\nb\rc\nd é\u20ac\r\n".encode()
for newline in (None, "", "\n", "\r", "\r\n"):
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8",
                            newline=newline)
    print(ascii(text.readlines()), text.newlines)
    text.seek(0)
    places = [0]
    while text.read(1):
        places.append(text.tell())
    for place in places:
        text.seek(place)
        print(ascii(text.read()))
    out = io.BytesIO()
    text = io.TextIOWrapper(out, encoding="utf-8", newline=newline)
    print(text.write("x\ny\r\n"), text.tell(), out.getvalue())

for encoding in ("utf-16", "utf-8-sig", "latin-1", "utf-16-le", "ascii"):
    out = io.BytesIO()
    text = io.TextIOWrapper(out, encoding=encoding, errors="replace")
    text.write("aé")
    text.write("b\n")
    text.flush()
    print(out.getvalue(), text.encoding)
    text.seek(0)
    print(ascii(text.read()))
text = io.TextIOWrapper(io.BytesIO(b"ab\xffc"), encoding="utf-8")
attempt(text.read)
text = io.TextIOWrapper(io.BytesIO(b"ab\xffc"), "utf-8", "surrogateescape")
print(ascii(text.read()))
attempt(text.write, 3)
attempt(io.TextIOWrapper, io.BytesIO(), "rot13")
attempt(io.TextIOWrapper, io.BytesIO(), 3)
attempt(io.TextIOWrapper, io.BytesIO(), newline="q")
text = io.TextIOWrapper(io.BytesIO(), "utf-8", line_buffering=True)
text.write("no end")
print(text.buffer.getvalue(), text.write("\n"), text.buffer.getvalue())
text.reconfigure(line_buffering=False, newline="\r\n")
text.write("x\n")
buffer = text.detach()
print(buffer.getvalue())
attempt(text.read)
attempt(lambda: text.buffer)


class Raw(io.RawIOBase):
    def __init__(self, *parts):
        self.parts = list(parts)
        self.written = []

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, buffer):
        if not self.parts:
            return 0
        data = self.parts.pop(0)
        if data is None:
            return None
        buffer[:len(data)] = data
        return len(data)

    def write(self, data):
        self.written.append(bytes(data))
        return min(len(data), 3)


reader = io.BufferedReader(Raw(b"ab", b"c\nd", b"ef\n", b"g"), 4)
print(reader.read(1), reader.peek(), reader.read(3), reader.read1(10),
      reader.readline(), reader.read(), reader.read())
raw = Raw()
writer = io.BufferedWriter(raw, 5)
print(writer.write(b"abc"), raw.written, writer.write(b"defg"), raw.written)
writer.flush()
print(raw.written[-1])
attempt(writer.read)
attempt(reader.write, b"x")
attempt(io.BufferedReader, Raw(), 0)
pair = io.BufferedRWPair(Raw(b"xyz"), Raw())
print(pair.read(2), pair.write(b"q"), pair.flush(), pair.readable())
print(io.TextIOWrapper(io.BufferedReader(Raw(b"a\nb"))).readlines())
random = io.BufferedRandom(io.BytesIO(b"abcdef"))
print(random.read(2), random.write(b"XY"), random.tell(), random.seek(0),
      random.read())
# not in image: shows lines of its source.
