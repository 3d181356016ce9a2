# gc every: 256
# Builtin functions take what has an __index__, and math what has a __float__.
import math
from collections import deque
from fractions import Fraction


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Real:
    def __float__(self):
        return 2.25


class Bad:
    def __index__(self):
        return "x"


class Neither:
    pass


def show(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


one, two, five = Index(1), Index(2), Index(5)
items = [1, 2, 3]
show(lambda: (items.insert(one, "x"), items.pop(two), items))
show(lambda: "abcabc".find("b", two, five))
show(lambda: "abcabc".replace("b", "-", one))
show(lambda: "a b c".split(maxsplit=one))
show(lambda: "a b c".rsplit(" ", one))
show(lambda: ["x".center(five, "."), "7".zfill(five), "a\tb".expandtabs(two)])
show(lambda: (chr(Index(97)), hex(five), bin(two), round(2.567, two)))
show(lambda: (5).to_bytes(two, "big", signed=False))
show(lambda: (math.gcd(Index(12), 18), math.comb(five, two), math.factorial(five)))
show(lambda: (math.sqrt(Real()), math.hypot(Real(), 3), math.sqrt(two)))
show(lambda: (math.sqrt(Fraction(9, 4)), math.floor(Fraction(7, 2)),
              math.pow(Fraction(1, 2), two), math.isclose(Fraction(1), 1)))
show(lambda: (math.log(Fraction(1)), math.exp(Index(0)), math.atan2(Real(), one)))
show(lambda: bytearray(b"abc").pop(one))
d = deque([1, 2, 3])
show(lambda: (d.rotate(one), d))
show(lambda: [list(range(two)), [7, 8, 9][one:five], "abc"[two]])
show(lambda: items.pop(Bad()))
show(lambda: items.pop(Neither()))
show(lambda: "a".find("a", Neither()))
show(lambda: math.sqrt(Neither()))
show(lambda: math.sqrt("4"))
show(lambda: math.gcd(Real()))
show(lambda: chr(Real()))
