def show(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
        self.tags = {"k": [1, 2]}

    def __format__(self, spec):
        return f"<{self.x},{self.y}|{spec}>"

    def __str__(self):
        return f"({self.x}, {self.y})"

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Plain:
    def __repr__(self):
        return "plain"


class Meters(float):
    pass


p = Point(1, 2)
print("{} {!s} {!r} {:abc} {0.x}".replace("{0.x}", "").format(p, p, p, p))
print("{0.x}-{0.y} {0.tags[k][1]} {p.x:>4}|{p.x:<{w}}|".format(p, p=p, w=3))
print("{:{}}|{:{}.{}f}".format("a", 4, 3.14159, 8, 2), "{{}}{}".format(1))
print(f"{p} {p!s:>8} {p!r} {p:xyz} {p.x:03}", "{!r:>10}".format(Plain()))
print("%s %r %5s|%-5s|" % (p, p, Plain(), Plain()), "%s" % p, "%(a)s" % {"a": p})
print("{:.1f} {}".format(Meters(2.55), Meters(1)), "%.2f" % Meters(3), f"{Meters(1):e}")
print(format(p, "q"), format(Plain()), [format(v) for v in (None, [1], (2,), {})])
show(format, Plain(), "5")
show(format, None, "5")
show(format, [1], "x")
show("{:d}".format, Plain())
show("{}{}".format, 1)
show("{0}{}".format, 1, 2)
show("{}{0}".format, 1, 2)
show("{a}".format, b=1)
show("{0.zzz}".format, p)
show("{0[9]}".format, [1])
for bad in ("{", "}", "{0", "{0!}", "{0!x}", "{!r", "{0[}", "{a.}", "{0!rx}", "{:{:{}}}"):
    show(bad.format, 1, 2, 3, 4)
print("{a} {b[0]}".format_map({"a": 1, "b": [2]}))


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("{x} {y}".format_map(Default(x=1)))
show("{}".format_map, {"a": 1})
