# memoryview: indexing, slicing, casts, shapes, and what takes one.
def say(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


def facts(view):
    return (view.format, view.itemsize, view.ndim, view.shape, view.strides,
            view.suboffsets, view.nbytes, view.readonly, view.c_contiguous,
            view.f_contiguous, view.contiguous, len(view))


data = bytearray(range(24))
view = memoryview(data)
print(facts(view), view.obj is data)
print(facts(view[2:10]), view[2:10].tolist(), view[::-3].tolist())
print(facts(view[::2]), view[::2].tobytes(), view[5:5].tolist())
print(view[3], view[-1], memoryview(b"abc")[1:].tobytes(), 7 in view)
for key in (24, -25, "a", 1.5, None, (0,), (0, 1), ()):
    say(lambda: view[key])
view[0] = 200
view[1:3] = b"xy"
view[::8] = b"123"
print(data)
for key, value in ((0, 256), (0, -1), (0, "a"), (0, 1.5), (slice(0, 2), b"a"),
                   (slice(0, 2), 5), (99, 1), (slice(0, 2), [1, 2])):
    say(lambda: view.__setitem__(key, value))
say(lambda: view.__delitem__(0))
say(lambda: memoryview(b"abc").__setitem__(0, 1))
say(lambda: memoryview("abc"))
say(lambda: memoryview(5))
say(lambda: memoryview())
say(lambda: type("V", (memoryview,), {}))

for format in "bBhHiIlLqQnN?c":
    cast = memoryview(bytes(range(248, 256)) + bytes(8)).cast(format)
    print(format, facts(cast), cast.tolist())
floats = memoryview(bytearray(16)).cast("d")
floats[0], floats[1] = 1.5, -0.1
print(floats.tolist(), floats.tobytes().hex())
for value in (float("inf"), -0.0, 5e-324, 1e308, 3, True):
    floats[0] = value
    print(floats[0], floats.tobytes()[:8].hex())
singles = memoryview(bytearray(8)).cast("f")
for value in (0.1, 1e-45, 3.4e38, -2.5, float("-inf"), 16777217):
    singles[1] = value
    print(singles[1], singles.tobytes().hex())
shorts = memoryview(bytearray(8)).cast("h")
shorts[0], shorts[1], shorts[-1] = -1, 32767, -32768
print(shorts.tolist(), shorts.tobytes())
for value in (32768, -32769, 1.5, "a", None):
    say(lambda: shorts.__setitem__(0, value))
shorts[1:3] = memoryview(b"\1\0\2\0").cast("h")
print(shorts.tolist(), shorts[::2].tolist())
say(lambda: shorts.__setitem__(slice(0, 2), b"abcd"))

grid = memoryview(data).cast("B", [4, 6])
print(facts(grid), grid.tolist())
print(grid[1, 2], grid[-1, -1])
grid[0, 0] = 9
print(data[0], grid.tobytes() == bytes(data), grid.tobytes("F"))
for key in (0, (0, 6), (4, 0), (0, 0, 0), "a", (0,),
            (slice(0, 1), slice(0, 1)), (0, "a")):
    say(lambda: grid[key])
print(memoryview(data).cast("H", (3, 2, 2)).tolist())
scalar = memoryview(b"\7").cast("B", ())
print(facts(memoryview(b"\7").cast("B", (1,))), scalar.shape, scalar.tolist(),
      scalar[()])
say(lambda: scalar[0])
for args in (("x",), ("hh",), ("@h",), (5,), ("B", 5), ("B", [5]), ("B", [0]),
             ("B", ["a"]), ("B", [-1]), ("q", [3]), ("B", [2] * 65)):
    say(lambda: memoryview(data).cast(*args).shape)
say(lambda: memoryview(data)[::2].cast("B"))
say(lambda: memoryview(b"abc").cast("h"))
say(lambda: shorts.cast("i"))
say(lambda: grid.cast("B", [2, 12]))
print(grid.cast("B").shape, grid.cast("B", [24]).ndim)

print(memoryview(b"abc") == b"abc", b"abc" == memoryview(b"abc"),
      memoryview(b"abc") == bytearray(b"abd"), memoryview(b"a") == "a",
      memoryview(b"\1\0").cast("h") == memoryview(b"\1"),
      memoryview(b"\1\0") != memoryview(b"\1\0"))
say(lambda: memoryview(b"a") < memoryview(b"b"))
print(hash(memoryview(b"abc")) == hash(b"abc"))
say(lambda: hash(memoryview(bytearray(b"abc"))))
say(lambda: hash(memoryview(b"ab").cast("h")))
read_only = view.toreadonly()
print(read_only.readonly, view.readonly, read_only.obj is data)
say(lambda: read_only.__setitem__(0, 1))
print(view.hex()[:8], view[:4].hex("-"), view[:4].hex(":", 2))

part = memoryview(b"--12--")[2:4]
print(bytes(part), bytearray(part), b",".join([part, b"x"]), int(part),
      str(part, "ascii"), int.from_bytes(part, "big"), b"a12b".find(part),
      part in [b"12"], b"%b" % part, list(part), set(part))
grown = bytearray(b"a")
grown.extend(part)
alias = grown
grown += part
print(grown, alias is grown, b"+" + part, bytearray(b"+") + part)

with memoryview(b"abc") as closing:
    print(closing[0])
for call in (lambda: closing[0], lambda: len(closing), lambda: closing.format,
             closing.tobytes, lambda: memoryview(closing), closing.__enter__):
    say(call)
closing.release()
print(closing == closing, closing == b"abc", repr(closing)[:20])
print(facts(grid[1:3]), grid[1:3].tolist(), facts(grid[::2]),
      grid[::-2].tolist(), grid[::2].tobytes(), facts(grid[::2][:1]))


class Hashed:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value


print([hash(Hashed(value)) for value in
       (-1, 1 << 62, -1 << 63, (1 << 63) - 1, 1 << 63, -1 << 70, True)])
