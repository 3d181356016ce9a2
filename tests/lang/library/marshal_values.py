# Values of Python's own types, as bytes and back; what CPython wrote, too.
# gc every: 2048
import io
import marshal

values = [None, True, False, ..., 0, -1, 2 ** 31, -2 ** 31, 2 ** 100, -2 ** 63,
          1.5, -0.0, float("inf"), 1 + 2j, b"", b"\0\xff", "", "ascii",
          "\u00e9\U0001f40d\ud800", "x" * 300, (), (1, "a"), tuple(range(300)),
          [], [1, [2, [3]]], {}, {"a": 1, 2: [3]}, {1, 2}, frozenset({3}),
          bytearray(b"abc"), memoryview(b"view"), StopIteration]
for value in values:
    for version in (0, 2, 4):
        data = marshal.dumps(value, version)
        again = marshal.loads(data)
        if not isinstance(value, (bytearray, memoryview)):
            assert again == value and type(again) is type(value), value
        else:
            assert again == bytes(value)
print(marshal.loads(b"\xe9\x01\0\0\0"), marshal.version)
# A tuple of one list twice, and a list that holds itself.
twice = marshal.loads(b"\xa9\x02\xdb\x01\0\0\0\xe9\x07\0\0\0r\x01\0\0\0")
print(twice, twice[0] is twice[1])
looped = marshal.loads(b"\xdb\x01\0\0\0r\0\0\0\0")
print(looped, looped[0] is looped)
file = io.BytesIO()
marshal.dump([1], file)
marshal.dump("two", file)
file.seek(0)
print(marshal.load(file), marshal.load(file))
for wrong in (object(), int, [object()], lambda: 0):
    try:
        marshal.dumps(wrong)
    except ValueError as e:
        print(e) if not callable(wrong) or wrong is int else None
for wrong in (b"", b"i\0", b"?", b"[\xff\xff\xff\xff", b"(\x01\0\0\0",
              b"r\0\0\0\0", b"0", b"s\x05\0\0\0ab", b"l\x01\0\0\0\xff\xff"):
    try:
        marshal.loads(wrong)
    except (ValueError, EOFError, TypeError) as e:
        print(type(e).__name__, e)
