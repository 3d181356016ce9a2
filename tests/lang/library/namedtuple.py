from collections import namedtuple

Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p.y, p[0], p[-1], len(p), tuple(p), p == (1, 2), hash(p) == hash((1, 2)))
x, y = p
print(x, y, p._asdict(), p._replace(x=9), Point._fields, Point._make([5, 6]))
D = namedtuple("D", "a b c", defaults=(2, 3))
print(D(1), D(1, 5), D._field_defaults, D.__doc__, D.a.__doc__)
print(namedtuple("R", "def a a", rename=True)._fields)
for wrong in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: p._replace(z=1),
              lambda: namedtuple("B", "a a"), lambda: namedtuple("B", "_a"),
              lambda: namedtuple("B", "def")):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    p.x = 5
except AttributeError as error:
    print("AttributeError", error)


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    @property
    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)


v = Vector(3, 4)
print(v, v.norm, v + v, isinstance(v, tuple), sorted([Vector(2, 1), Vector(1, 2)]))
match p:
    case Point(x=1, y=two):
        print("matched", two)
print(Point.__module__, Point.__match_args__, repr(Point), p.__getnewargs__())
