# What operator takes from C: index() and hmac's comparison.
import datetime
import operator
from _operator import _compare_digest


class Three:
    def __index__(self):
        return 3


class Bad:
    def __index__(self):
        return "3"


def attempt(function, *args):
    try:
        print(function(*args))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


for value in (5, True, Three(), Bad(), 1.5, "x", None):
    attempt(operator.index, value)
print(operator.index.__module__)
attempt(datetime.date, "2001", 1, 1)
attempt(datetime.date, 2001, 1.0, 1)
attempt(datetime.time, b"1")
attempt(datetime.date, Three(), Three(), Three())
for pair in ((b"ab", b"ab"), (b"ab", b"ac"), (b"", b"a"), ("ab", "ab"),
             ("ab", "abc"), (bytearray(b"x"), memoryview(b"x")), ("a", b"a"),
             ("\xe9", "e"), (1, 2), (b"a", 5)):
    attempt(_compare_digest, *pair)
