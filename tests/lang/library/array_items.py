# What the items of an array may be, by type code.
from array import array, typecodes


class Index:
    def __index__(self):
        return 5


class Float:
    def __float__(self):
        return 2.5


class Wrong:
    def __index__(self):
        return "five"


def show(make):
    try:
        print(repr(make()).replace("array.", ""))
    except Exception as e:
        print(type(e).__name__, e)


def appended(code, value):
    made = array(code)
    made.append(value)
    return made


def assigned(code, value):
    made = array(code, b"\0" * 16)
    made[1] = value
    return made


VALUES = [-1, 0, True, 2**7, -2**7 - 1, 2**8, 2**15, -2**15 - 1, 2**16,
          2**31 - 1, 2**31, -2**31 - 1, 2**32 - 1, 2**32, 2**63 - 1, 2**63,
          2**64 - 1, 2**64, -2**63 - 1, 10**400, 1.5, 1e300, float("nan"),
          -0.0, 3.1, "a", "ab", "\ud800", "\U0001f600", None, b"a", Index(),
          Float(), Wrong(), []]
print(typecodes)
for code in typecodes:
    print(code, array(code).itemsize, array(code).typecode)
    for value in VALUES:
        show(lambda: appended(code, value))
        show(lambda: assigned(code, value))
        show(lambda: array(code, [value]))
        show(lambda: array(code, (value, value)))
        show(lambda: array(code, iter([value])))
    for items in ("ab", b"12345678", b"123", bytearray(8), [], 5, None, {1: 2},
                  range(3), array("i", [1, 2]), array("u", "ab"),
                  array("d", [1.0, 2.5])):
        show(lambda: array(code, items))
for arguments in ((), (1,), ("x",), ("ii",), ("i", [1], 2), (None,), (b"i",)):
    show(lambda: array(*arguments))
show(lambda: array("i", x=1))
show(lambda: array("u", b"\xff\xff\xff\xff")[0])
show(lambda: array("u", b"\xff\xff\xff\x7f").tolist())
