# Objects with __index__ or __float__ as arguments of builtins.
import math


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        print("index", self.value)
        return self.value


class Wrong:
    def __index__(self):
        return "x"


class Raises:
    def __index__(self):
        raise KeyError("boom")


class Real:
    def __float__(self):
        return 2.5


def say(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


one = Index(1)
say(lambda: "a".center(Index(5), "*"))
say(lambda: "a,b,c".split(",", Index(1)))
say(lambda: "a,b,c".split(sep=",", maxsplit=one))
say(lambda: "abcabc".find("b", Index(2), Index(6)))
say(lambda: "abcabc".count("b", one, Index(2)))
say(lambda: b"abc".find(b"c", one))
say(lambda: "7".zfill(Index(3)))
say(lambda: "a\tb".expandtabs(Index(4)))
say(lambda: "aaa".replace("a", "b", one))
say(lambda: (255).to_bytes(Index(2), "big"))
say(lambda: round(2.567, Index(1)))
say(lambda: chr(Index(65)))
say(lambda: [1, 2, 3].pop(Index(0)))
say(lambda: [1, 2, 1].index(1, one))
say(lambda: bytearray(b"abc").pop(Index(0)))
say(lambda: bytearray(Index(2)))
say(lambda: bytes(Index(2)))
say(lambda: slice(1, 9).indices(Index(5)))
say(lambda: math.sqrt(Real()))
say(lambda: math.pow(Real(), Index(2)))
say(lambda: math.factorial(Index(4)))
items = [1, 2]
say(lambda: items.insert(Index(1), 9))
print(items)
for bad in (Wrong(), Raises(), 1.5, "1", None):
    say(lambda: "a".center(bad))
    say(lambda: items.insert(bad, 1))
    say(lambda: items.pop(bad))
    say(lambda: chr(bad))
    say(lambda: "abc".find("a", bad) if bad is not None else 0)
print(items)
