# Module struct: layouts, byte orders, and what it refuses.
import struct


def attempt(function, *args):
    try:
        result = function(*args)
    except (struct.error, TypeError, ValueError, OverflowError,
            UnicodeError) as error:
        print(type(error).__name__, error)
    else:
        print(repr(result))


class Index:
    def __index__(self):
        return 65


class Real:
    def __float__(self):
        return 2.5


class Truth:
    def __bool__(self):
        return True


for order in ("", "@", "=", "<", ">", "!"):
    for letter in "xcbB?hHiIlLqQnNefdspP":
        for count in ("", "0", "3"):
            attempt(struct.calcsize, order + count + letter)
for layout in ("bh", "bi", "bq", "b0q", "hb0i", "xbxd", "3sI", "5pH", "b 2h\ti",
               "?e?f?d", "c3xc", "ih0l", "<bhiq", ">bq0q", b"<hh", "", " ", "<",
               "3", "i3", "<<i", "i<", "y", "\0", "2\0i", b"\0", "\u00e9", "9" * 30 + "b", "1i-", "<n",
               ">P", 5, None, "99999999999999999s", "1000000000000000000q2q"):
    attempt(struct.calcsize, layout)

INTS = (0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769,
        65535, 65536, 2 ** 31 - 1, 2 ** 31, -2 ** 31, -2 ** 31 - 1, 2 ** 32 - 1,
        2 ** 32, 2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 2 ** 64 - 1,
        2 ** 64, -2 ** 70)
OTHERS = (True, 1.5, 2.0, "a", b"a", b"ab", bytearray(b"z"), None, Index(),
          Real(), Truth(), [], float("inf"), float("nan"), -0.0, 1e-45, 65504.0,
          65520.0, 5.96e-08, 1e39, 3.4028235677973366e38, 6e-8, 2049.5)
for order in ("", "<", ">"):
    for letter in "bBhHiIlLqQnNP":
        if order and letter in "nNP":
            continue
        for value in INTS + OTHERS[:12]:
            attempt(struct.pack, order + letter, value)
    for letter in "efd?csp":
        for value in (0, 1, 2 ** 70, 10 ** 400) + OTHERS:
            attempt(struct.pack, order + letter, value)
for letter in ("3s", "0s", "3p", "0p", "1p", "300p", "2c"):
    for value in (b"", b"a", b"abcdef", bytearray(b"xy"), "s", 5):
        attempt(struct.pack, letter, value)

attempt(struct.pack, "bhil", 1, 2, 3, 4)
attempt(struct.pack, ">bhil", 1, 2, 3, 4)
attempt(struct.pack, "3b2x2s", 1, 2, 3, b"zz")
attempt(struct.pack, "ii", 1)
attempt(struct.pack, "i", 1, 2)
attempt(struct.pack, "i")
attempt(struct.pack)
attempt(struct.pack, "0i")
data = bytes(range(1, 41))
for layout in ("bhil", "<bhil", ">bhil", "4s5p2x?c", "<efd", ">efd", "=QqIi",
               "3b", "0b", "2c?", "10s", "0s3s", "5p5p", "P", "nN"):
    size = struct.calcsize(layout)
    attempt(struct.unpack, layout, data[:size])
    attempt(struct.unpack_from, layout, bytearray(data), 3)
    attempt(struct.unpack_from, layout, memoryview(data), -size)
    attempt(struct.unpack, layout, data)
attempt(struct.unpack, "i", "abcd")
attempt(struct.unpack, "i", b"abc")
for offset in (0, 36, 37, 40, 41, -4, -3, -40, -41, 2 ** 70):
    attempt(struct.unpack_from, "i", data, offset)

print(list(struct.iter_unpack("<hb", data[:9])))
attempt(list, struct.iter_unpack("b", b""))
attempt(struct.iter_unpack, "<hb", data[:8])
attempt(struct.iter_unpack, "", b"")
walk = struct.Struct(">H").iter_unpack(b"\0\1\0\2\0\3")
print(walk.__length_hint__(), next(walk), walk.__length_hint__(), list(walk))

buffer = bytearray(8)
for offset in (0, 2, 6, 7, 8, -2, -1, -8, -9):
    attempt(struct.pack_into, ">h", buffer, offset, 0x4142 + offset)
    print(buffer)
attempt(struct.pack_into, ">h", b"1234", 0, 1)
attempt(struct.pack_into, ">h", memoryview(buffer)[2:4], 0, 1)
attempt(struct.pack_into, ">h", buffer, 0)
attempt(struct.pack_into, ">h", buffer)
print(buffer)

point = struct.Struct("<ii")
print(point.format, point.size, point.pack(3, -4), point.unpack(b"\1\0\0\0\2\0\0\0"),
      point.unpack_from(data, 1))
point.pack_into(buffer, 0, 7, 8)
print(buffer, struct.Struct(b">h").format)
attempt(point.pack, 1)
attempt(point.unpack, b"1")
attempt(struct.Struct, 3)


class Point(struct.Struct):
    def __init__(self):
        super().__init__(">hh")


print(Point().pack(1, 2), issubclass(struct.error, Exception), struct.error)
