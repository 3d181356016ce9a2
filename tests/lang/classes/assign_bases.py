# gc every: 256
# cls.__bases__ = ...: the order is computed anew for it and its subclasses.
from typing import Generic, NamedTuple, TypeVar


class A:
    def f(self):
        return "A.f"

    def g(self):
        return "A.g"


class B:
    def f(self):
        return "B.f"


class C(A):
    pass


class D(C):
    pass


d = D()
print(d.f(), d.g(), [c.__name__ for c in D.__mro__])
C.__bases__ = (B, A)
print(d.f(), d.g(), [c.__name__ for c in D.__mro__], C.__bases__ == (B, A))
C.__bases__ = (B,)
print(d.f(), hasattr(d, "g"), isinstance(d, A), C.__base__ is B)
print(A.__subclasses__(), [c.__name__ for c in B.__subclasses__()])


class E(C, B):
    pass


for bases in ((), [A], (1,), (A, 2), (D,), (C,), (A, A), (object,), (dict,),
              (bool,)):
    try:
        C.__bases__ = bases
    except TypeError as error:
        print(type(error).__name__, error)
    print([c.__name__ for c in D.__mro__], [c.__name__ for c in E.__mro__])
try:
    int.__bases__ = (A,)
except TypeError as error:
    print(error)
try:
    E.__bases__ = (B, C)
except TypeError as error:
    print(error)
print([c.__name__ for c in E.__mro__])


class Plain:
    pass


try:
    Plain.__bases__ = (A,)
except TypeError as error:
    print(error)

T = TypeVar("T")


class Pair(NamedTuple, Generic[T]):
    """Two of a kind."""
    left: T
    right: T = None

    def swap(self):
        return Pair(self.right, self.left)


p = Pair(1, 2)
print(p, p.swap(), Pair(3), p._replace(left=0), p == (1, 2), Pair.__mro__[1:3])
print(Pair.__doc__, Pair._fields, Pair._field_defaults, Pair[int](4, 5))
