def add_repr(cls):
    cls.__repr__ = lambda self: f"{cls.__name__}{tuple(vars(self).values())}"
    return cls
def count(cls):
    original = cls.__init__
    def init(self, *args):
        cls.made = getattr(cls, "made", 0) + 1
        original(self, *args)
    cls.__init__ = init
    return cls
@count
@add_repr
class P:
    def __init__(self, x, y): self.x, self.y = x, y
print(P(1, 2), [P(3, 4)], P.made)
