def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c=1): pass
def star(*a): pass
def key(*, k): pass
class C:
    def m(self): pass
for bad in (lambda: none(1), lambda: one(), lambda: one(1, 2), lambda: two(1), lambda: two(), lambda: three(),
            lambda: three(1, 2, 3, 4), lambda: star(x=1), lambda: key(), lambda: key(1), lambda: one(1, a=2),
            lambda: one(b=1), lambda: C().m(1), lambda: C.m(), lambda: C(5), lambda: "text".lower()(), lambda: one(**5), lambda: one(*5), lambda: one(**{1: 2})):
    try:
        bad()
    except TypeError as error:
        print(error)
