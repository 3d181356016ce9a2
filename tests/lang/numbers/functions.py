def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


for a, b in ((7, 2), (-7, 2), (7, -2), (7.5, 2), (-7.5, 2), (2 ** 70, 3), (True, 2), (1, 0),
             (1.0, 0), (1, "x")):
    show(divmod, a, b)
for args in ((2, 10), (2, -1), (2.0, 3), (0, -1), (2, 100, 7), (3, -1, 7), (2, -1, 4),
             (2, 3, 0), (2, 3, -5), (2.0, 3, 5), ("a", 2), (10 ** 20, 3), (-8, 3), (2, 0.5)):
    show(pow, *args)
print(pow(base=2, exp=5), pow(2, 5, mod=3))
for args in ((2.5,), (3.5,), (-2.5,), (2.675, 2), (1234, -2), (1250, -2), (1350, -2), (15, -1),
             (25, -1), (-15, -1), (1e300, -300), (2.5, None), (True,), (1.5, 400), (12345.678, -2),
             (10 ** 30 + 5, -1), (5, -1), (0.5,), (1e16, 2), (7, 3), (7, -5), ("x",), (2.5, "x")):
    show(round, *args)
show(round, float("nan"))
show(round, float("inf"), 2)
show(round, float("inf"))
show(round, 1.7976931348623157e308, -308)
for value in (-5, 5, -2.5, -(2 ** 70), True, "x", None):
    show(abs, value)
for value in (65, 0x20AC, 0x10FFFF, 0x110000, -1, "a", 1.5, True):
    show(chr, value)
for value in ("a", "\u20ac", b"x", "", "ab", 5):
    show(ord, value)


class Vector:
    def __abs__(self):
        return "abs"

    def __round__(self, digits=None):
        return f"round {digits}"

    def __divmod__(self, other):
        return "divmod"

    def __rdivmod__(self, other):
        return "rdivmod"

    def __pow__(self, other, modulus=None):
        return f"pow {other} {modulus}"


v = Vector()
print(abs(v), round(v), round(v, 2), divmod(v, 1), divmod(1, v), pow(v, 2), pow(v, 2, 3))
show(abs, object)
