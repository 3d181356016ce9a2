def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


for text in ("1", " 1.5e3 ", ".5", "5.", "1_0.0_1", "inf", "-Infinity", "nan", "1e400",
             "-0", "", "abc", "1e", "1__0", "0x1p3", "\u0661.\u0665", "1.7976931348623159e308"):
    show(float, text)
show(float, b"2.5")
show(float, [])
show(float, None)
show(float, 10 ** 400)
print(float(), float(True), float(7), float(2 ** 53 + 1), 0.1 + 0.2, 1e16, 1e-5, 123456789.0)
print(1e22, 1e23, 5e-324, 1.7976931348623157e308, -0.0, 100.0, 1e15, 12345678901234567.0)
for value in (0.0, 1.0, -0.1, 1e300, 5e-324, 255.5):
    print(value.hex(), float.fromhex(value.hex()) == value, value.is_integer(),
          value.as_integer_ratio())
for text in ("0x1.8p1", "1.8p1", "-0x.1p-3", "inf", "0x", "zz", "0x1p2000", " 0x1 "):
    show(float.fromhex, text)
show(float("nan").as_integer_ratio)
show(float("inf").as_integer_ratio)
print((2.5).__floor__(), (2.5).__ceil__(), (-2.5).__trunc__(), (2.5).__round__())
print((2.5).real, (2.5).imag, (2.5).conjugate(), (7.5).__divmod__(2), (1.5).__add__("x"))


class Value:
    def __float__(self):
        return 2.5


class Index:
    def __index__(self):
        return 3


class Wrong:
    def __float__(self):
        return "2.5"


class Meters(float):
    pass


print(float(Value()), float(Index()), Meters(Value()), Meters("1.5") + 1, type(Meters(1)))
show(float, Wrong())
