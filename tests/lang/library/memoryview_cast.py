# gc every: 256
# memoryview.cast(): views whose items are wider than a byte.
import re

data = bytearray(range(16))
m = memoryview(data)
for letter in "bBcHhIiLlQqNn?":
    v = m.cast(letter)
    print(letter, v.format, v.itemsize, len(v), v.nbytes, v.shape, v.strides,
          v[0], v[-1], v.tolist()[:3])
v = m.cast("@I")
print(v.format, v[1:3].tolist(), v[::2].tolist(), v[::2].tobytes(), list(v)[:2],
      v[::-1].tolist(), v.contiguous, v[::2].contiguous)
v[0] = 0xFFFFFFFF
v[1:3] = memoryview(bytes(8)).cast("I")
print(data, v.cast("B") == data, v == m, v.cast("B").cast("H")[0], v.hex())
h = memoryview(b"\xff\xfe\x00\x80").cast("h")
print(h.tolist(), h.readonly, 0 in h, h == memoryview(b"\xff\xfe\x00\x80"))
print(m.cast("B", [16]).tolist() == m.tolist(), m[4:8].cast("I").tolist())
for wrong in (lambda: m.cast("x"), lambda: m.cast("II"), lambda: m.cast(5),
              lambda: m[1:].cast("I"), lambda: v.cast("H"),
              lambda: m[::2].cast("H"), lambda: v.__setitem__(0, 1 << 32),
              lambda: v.__setitem__(0, -1), lambda: v.__setitem__(0, "x"),
              lambda: m.cast("c").__setitem__(0, 5),
              lambda: m.cast("c").__setitem__(0, b"xy"),
              lambda: m.cast("I", [5]), lambda: h.__setitem__(0, 1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
c = m.cast("c")
c[1] = b"z"
print(c[0:3].tolist(), data[:3])
# The library's re makes its large sets of characters with it.
wide = re.compile("[a-zé-ü€\u4e00-\u9fff]+", re.I)
print(wide.findall("abc É€ x漢字1 Ü-"))
print(re.compile(r"(?i)[\w.]+@[^@\s]+").search("mail Éva@x.org!")[0])
