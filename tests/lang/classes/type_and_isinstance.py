class A: pass
class B(A): pass
print(type(B()) is B, isinstance(B(), A), isinstance(5, (str, int)), isinstance(True, int), issubclass(B, (int, A)), isinstance(None, type(None)))
print(type(5).__name__, type(type).__name__, type(A).__name__, type(None).__name__, type(...).__name__, type(lambda: 0).__name__, type(x for x in ()).__name__)
X = type("X", (A,), {"n": 5, "get": lambda self: self.n})
print(X().get(), X.__name__, isinstance(X(), A), X.__mro__[1] is A, B().__class__ is B, int | None == int | None)
a = A(); a.__class__ = B
print(type(a).__name__, isinstance(5, int | str))
for bad in (lambda: isinstance(5, "int"), lambda: issubclass(5, int)):
    try:
        bad()
    except TypeError as error:
        print(error)
