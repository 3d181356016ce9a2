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

# Shared values stay one, and what holds itself does too.
one = [1, "text"]
pair = marshal.loads(marshal.dumps((one, one, {"text": one})))
print(pair, pair[0] is pair[1] is pair[2]["text"])
for version in (2, 3, 4):
    pair = marshal.loads(marshal.dumps([one, one], version))
    print(pair, pair[0] is pair[1])
inner = marshal.loads(marshal.dumps([[], (), {}, set(), frozenset(), b"", ""]))
print(inner)
looped = []
looped.append(looped)
again = marshal.loads(marshal.dumps(looped))
print(again, again[0] is again)
table = {"name": 1}
table["self"] = table
again = marshal.loads(marshal.dumps(table))
print(again, again["self"] is again)
print(marshal.loads(marshal.dumps([StopIteration, (StopIteration,)])))
for value, version in (looped, 2), (table, 0):
    try:
        marshal.dumps(value, version)
    except ValueError as e:
        print(e)


def nested(depth):
    value = []
    for _ in range(depth - 1):
        value = [value]
    return value


for depth in 1000, 1999, 2000, 2001:
    try:
        data = marshal.dumps(nested(depth))
        value, found = marshal.loads(data), 1
        while value:
            value, found = value[0], found + 1
        print(depth, found)
    except ValueError as e:
        print(depth, e)
for depth in 1999, 2000, 2001, 3000:
    try:
        print(len(marshal.loads(b"[\1\0\0\0" * depth + b"N")))
    except ValueError as e:
        print(depth, e)
for wrong in (b"(\1\0\0\x000", b"[\1\0\0\x000", b"<\1\0\0\x000", b"{N0", b"{"):
    try:
        print(marshal.loads(wrong))
    except (ValueError, EOFError, TypeError) as e:
        print(type(e).__name__, e)
for act in (lambda: marshal.loads(b"l\2\0\0\0\1\0\0\0"),
            lambda: marshal.loads(b"l\xfe\xff\xff\xff\1\0\0\0")):
    try:
        act()
    except ValueError as e:
        print(str(e)[-45:])

# Numbers in the old versions are texts.
for value in (0.1, 1e22, 1e300, 5e-324, -0.0, float("inf"), float("nan"), 1.0,
              1j, complex(0.1, -2.5), complex("nan+infj")):
    for version in (0, 1, 2):
        data = marshal.dumps(value, version)
        print(version, data, marshal.loads(data))
