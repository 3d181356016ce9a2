# What a class's __int__, __index__, __float__ and __complex__ may return.
# gc every: 8192
import operator
import warnings


class Whole(int):
    pass


class Real(float):
    pass


class Pair(complex):
    pass


def returning(*names):
    def make(value):
        return type("Returns", (), {name: lambda self: value
                                    for name in names})()
    return make


INT, INDEX, TRUNC, FLOAT, COMPLEX = (
    returning("__int__"), returning("__index__"), returning("__trunc__"),
    returning("__float__"), returning("__complex__"))
VALUES = [make(value)
          for make in (INT, INDEX, TRUNC, FLOAT, COMPLEX)
          for value in (7, True, Whole(7), 7.5, Real(7.5), Pair(7j), "7", None)]
VALUES += [TRUNC(INDEX(9)), TRUNC(INDEX(True)), Whole(3), Real(3.5), Pair(3j)]


def attempt(function, *args):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = function(*args)
        except (TypeError, ValueError, OverflowError) as error:
            print(type(error).__name__, error)
        else:
            print(type(result).__name__, result)
        for warning in caught:
            print("  ", warning.category.__name__, warning.message)


for function in (int, float, complex, Whole, Real, hex, operator.index, chr,
                 bytes, bytearray, range, "0123456789".__getitem__):
    print(function.__name__)
    for value in VALUES:
        attempt(function, value)
attempt(int, "101", INDEX(2))
attempt(int, "101", INDEX(True))
attempt(int, "101", INT(2))
attempt(bytes, [1, INDEX(65), INDEX(True)])
attempt(bytes, (INDEX(256),))
attempt(bytes, [INT(65)])
attempt(bytearray, iter([INDEX(65), 66]))


def change(function):
    b = bytearray(b"abc")
    function(b)
    return b


attempt(change, lambda b: b.append(INDEX(65)))
attempt(change, lambda b: b.insert(INDEX(1), INDEX(65)))
attempt(change, lambda b: b.extend([INDEX(65), 66]))
attempt(change, lambda b: b.__setitem__(INDEX(1), INDEX(65)))
attempt(change, lambda b: b.__setitem__(0, INDEX(256)))
attempt(change, lambda b: b.__setitem__(0, INT(6)))
attempt(change, lambda b: b.__setitem__(slice(0, 1), [INDEX(65)] * 3))
attempt(change, lambda b: b.__setitem__(slice(0, 1), INDEX(65)))
attempt(change, lambda b: b.__setitem__(slice(0, 1), 6.5))
attempt(change, lambda b: b.__delitem__(INDEX(2)))
for value in ("a", 1.5, None, [], b"1"):
    attempt(operator.index, value)
for value in (5, 2.5, "ab", b"ab", (1, 2), 3j):
    attempt(value.__getnewargs__)
for name in ("double", "float", "half", 3):
    attempt(float.__getformat__, name)
