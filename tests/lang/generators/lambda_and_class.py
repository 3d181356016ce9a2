f = lambda n: (yield from range(n))
print(list(f(3)))
class C:
    def __init__(self, n): self.n = n
    def __iter__(self):
        yield self.n
        yield self.n * 2
    def gen(self, *more): yield from (self.n, *more)
    @staticmethod
    def s(): yield "s"
    @classmethod
    def c(cls): yield cls.__name__
print(list(C(1)), list(C(2).gen(3, 4)), list(C.s()), list(C.c()), [x for x in C(5)])
