# StringIO and BytesIO.
import _io
import io
from io import BytesIO, StringIO


def attempt(f, *a, **k):
    try:
        print(repr(f(*a, **k)).partition(" object at ")[0])
    except Exception as e:
        print(type(e).__name__, e)


s = StringIO()
print(s.write("hello"), s.write(" wörld\n"), s.tell(), s.getvalue())
s.seek(0)
print(repr(s.read(3)), repr(s.readline()), repr(s.read()), s.tell())
s = StringIO("a\nb\r\nc\rd")
print(list(s), s.newlines)
for nl in (None, "", "\n", "\r", "\r\n"):
    s = StringIO("a\nb\r\nc\rd\n", newline=nl)
    print(repr(nl), s.readlines(), repr(s.getvalue()), s.newlines,
          s.write("x\ny"), repr(s.getvalue()))
s = StringIO("abcdef")
s.seek(2)
s.write("XY")
print(s.getvalue(), s.tell())
s.seek(9)
s.write("!")
print(repr(s.getvalue()))
print(s.truncate(3), s.getvalue(), s.tell(), s.truncate(), repr(s.getvalue()))
attempt(s.write, 3)
attempt(s.seek, -1)
attempt(s.seek, 1, 1)
attempt(s.seek, 0, 2)
attempt(s.seek, 0, 5)
attempt(s.read, "x")
attempt(s.truncate, -1)
attempt(StringIO, 3)
attempt(StringIO, "", "x")
attempt(StringIO, "", 3)
attempt(s.fileno)
attempt(s.detach)
print(s.readable(), s.writable(), s.seekable(), s.isatty(), s.closed,
      s.line_buffering, s.encoding, s.errors)
with StringIO() as f:
    print("x", 1, file=f)
    print("y", end="", file=f)
    print(repr(f.getvalue()))
    f.writelines(["a", "b"])
    print(repr(f.getvalue()))
attempt(f.getvalue)
attempt(f.write, "x")
attempt(f.read)
print(f.closed)
attempt(iter, f)
attempt(f.__enter__)
attempt(f.tell)
f.close()
b = BytesIO(b"one\ntwo\nthree")
print(b.readline(), b.read(2), b.tell(), b.readlines(), b.read(), b.getvalue())
b.seek(0, 2)
b.write(b"!")
b.seek(-3, 1)
print(b.read1(2), b.seek(-100, 2))
x = bytearray(4)
print(b.readinto(x), x)
b = BytesIO()
b.seek(3)
b.write(b"ab")
print(b.getvalue(), b.truncate(1), b.getvalue(), b.write(bytearray(b"zz")),
      b.getvalue())
attempt(b.write, "x")
attempt(b.write, 3)
attempt(b.seek, -1)
attempt(b.seek, 0, 7)
attempt(b.truncate, -1)
attempt(BytesIO, "x")
attempt(b.fileno)
attempt(BytesIO, None)
attempt(b.read, "a")
attempt(b.seek, "a")
attempt(b.readline, 1)
b.close()
attempt(b.read)
attempt(b.getvalue)
attempt(b.readable)
print(b.closed)
b = BytesIO(b"a\nb\n")
print([l for l in b], b.readlines(), list(BytesIO(b"ab\ncd\nef").readlines(3)),
      BytesIO(b"abc").readline(2))
print(issubclass(io.UnsupportedOperation, OSError),
      issubclass(io.UnsupportedOperation, ValueError),
      io.UnsupportedOperation.__module__, StringIO.__name__,
      StringIO.__module__, io.DEFAULT_BUFFER_SIZE)

class MyIO(StringIO):

    def write(self, t):
        return super().write(t.upper())
m = MyIO()
print("abc", file=m)
print(m.getvalue(), end="")
print(StringIO("abc").read(-1), repr(StringIO("abc").read(None)),
      repr(StringIO("a\nb").readlines(1)), StringIO(None).getvalue() == "")
print(StringIO("a\nb\r\nc\rd", newline="").readlines())
for wrong in ([1], 3, "x"):
    for make in (BytesIO, BytesIO().write):
        attempt(make, wrong)
print([getattr(_io, name) is getattr(io, name) for name in (
    "BytesIO", "StringIO", "UnsupportedOperation")])
