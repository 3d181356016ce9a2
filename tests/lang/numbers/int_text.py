def show(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for text in ("12", " -7 ", "+0", "1_000", "1__0", "_1", "0x1f", "ff", "0b11", "z",
             "", "1.5", "\u0663\u0664", "\uff11", "1 2", "\u00bd", "1\x00", "\n9\n"):
    show(int, text)
    for base in (0, 2, 8, 16, 36):
        show(int, text, base)
show(int, "5", 1)
show(int, "5", 37)
show(int, "5", "x")
show(int, 5, 10)
show(int, base=10)
show(int, b"12")
show(int, b"x")
show(int, [])
show(int, None)
print(int(), int(2.9), int(-2.9), int(True), int("10", base=2), int(1e20))
show(int, float("nan"))
show(int, float("inf"))
print(str(2 ** 100), int("9" * 40), hex(-255), oct(8), bin(10), hex(2 ** 70))
show(hex, 1.5)
print(len(str(10 ** 4299)))
show(str, 10 ** 4300)
show(int, "1" * 4301)


class Index:
    def __index__(self):
        return 7


class Int:
    def __int__(self):
        return 8


class Wrong:
    def __int__(self):
        return "8"


class Trunc:
    def __trunc__(self):
        return 9


class Mine(int):
    pass


print(int(Index()), int(Int()), hex(Index()), bin(Index()), Mine(Int()), Mine("5") + 1)
show(int, Wrong())
print(type(Mine(3)), type(Mine(3) + 1), Mine(3) * 2, repr(Mine(3)), f"{Mine(12):04d}")
