class C:
    def __init__(self, n): self.n = n
    def get(self, extra=0): return self.n + extra
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls.__name__, x
c = C(5)
get = c.get
print(get(), get(1), C.get(c, 2), get.__self__ is c, get.__func__ is C.get, c.get == c.get, C.s(1), c.s(2), C.c(3), c.c(4))
print(list(map(c.get, [1, 2])), list(map(str.upper, "ab")), list(map([].append, [1])), "x".join(["a", "b"]), get.__name__)
