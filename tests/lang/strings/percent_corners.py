# % formatting where it is seldom used: odd values, huge widths, keys, __index__.
class Odd:
    def __repr__(self):
        return type(self).__name__ + "\u00e9()"


class Index(Odd):
    def __index__(self):
        return 65


class Real(Odd):
    def __float__(self):
        return 2.5


class Int(Odd):
    def __int__(self):
        return 65


class Bytes(Odd):
    def __bytes__(self):
        return b"made"


def attempt(template, values):
    try:
        print(repr(template % values)[:90])
    except (TypeError, ValueError, OverflowError, KeyError, MemoryError) as e:
        print(type(e).__name__, e)


HUGE = 2 ** 63 - 1
for template, values in (
        ("%.*d", (HUGE, 1)), ("%*d", (HUGE + 1, 1)), ("%.2147483648d", 1),
        ("%9223372036854775808d", 1), ("%.9223372036854775808d", 1),
        ("%*s|%-*s|", (5, "a", 5, "b")), ("%*s", ("a", 5)),
        ("%.*s", (2, "abc")), ("%.*s", (2.0, "abc")), ("%*d", (-4, 7))):
    attempt(template, values)
for conversion in "cdiuoxXeEfFgGsrab":
    for value in (Index(), Real(), Int(), Bytes(), 1.5, "x", b"x", "xy", None,
                  65, -1, 0x110000, 256, True, 10 ** 30, bytearray(b"x")):
        for template in ("%" + conversion, ("%" + conversion).encode()):
            try:
                print(conversion, template % value)
            except (TypeError, ValueError, OverflowError) as e:
                print(conversion, type(e).__name__, str(e)[:60])
            except RecursionError:
                raise
for template in (b"none", bytearray(b"none"), "none"):
    for values in ((), [], {}, b"v", bytearray(b"v"), "v", 1, None, (1,),
                   memoryview(b"v")):
        attempt(template, values)
for template, values in (
        (b"%(a)s", {b"a": b"q"}), (bytearray(b"%(a)s"), {b"a": b"q"}),
        (b"%(a)s", {"a": b"q"}), ("%(a)s %(b)r", {"a": 1, "b": "x"}),
        ("%(a)s", 3), ("%(a", {}), ("%(a)s", {"b": 1}), ("%()s", {"": 1}),
        ("%(a(b))s", {"a(b)": 1}), ("%s %s", (1,)),
        ("%s", (1, 2)), ("%", ()), ("%5%|%-5%|", ()), ("%.3%", ()),
        ("%#x %#o %#X", (255, 8, 255)), ("%+d % d %+d % d", (1, 1, -1, -1)),
        ("%05d|%-05d|%+05d|% 05d|%5.3d|%05.3d", (42,) * 6),
        ("%#.0f %#g %g %G", (3.0, 3.0, 1e100, 1e-100)),
        ("%010.3f|%-10.3f|%+010.3f", (3.14159,) * 3),
        ("%010.3f %+010f", (float("nan"), float("inf"))),
        ("%ld %hd %Ld", (1, 2, 3)), ("%y", 1), ("%\x01", 1), ("%\u00e9", 1)):
    attempt(template, values)
for other in ("%s", b"%s", 3, None, bytearray(b"%s")):
    print("one".__rmod__(other), b"one".__rmod__(other))
