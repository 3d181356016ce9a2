class Point:
    """A point."""
    kind = "2d"

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def moved(self, dx):
        return Point(self.x + dx, self.y)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p = Point(1, y=2)
print(p, p.moved(5), p.kind, Point.kind, Point.__name__, Point.__doc__)
p.kind = "own"
p.extra = [1]
print(p.kind, Point.kind, p.__dict__, p.__class__ is Point, type(p) is Point)
print(isinstance(p, Point), isinstance(p, object), issubclass(Point, object))
print(hasattr(p, "x"), hasattr(p, "z"), getattr(p, "z", 7))
setattr(p, "z", 3)
delattr(p, "extra")
print(p.z, sorted(vars(p)))
del p.x
method = p.moved
Point.__repr__ = lambda self: "patched"
p.x = 8
print(method(1), Point.moved(p, 2) is not None, str(p))
for action in (lambda: p.nothing, lambda: Point.nothing, lambda: (5).nothing,
               lambda: Point.x, lambda: None.x, lambda: [].foo):
    try:
        action()
    except AttributeError as error:
        print(error)
