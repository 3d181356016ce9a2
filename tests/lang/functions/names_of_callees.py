# Errors about what is spread name the callee in full, with its module.
import math


class A:
    def f(self, a):
        pass

    @classmethod
    def c(cls, a):
        pass


def local():
    class B(A):
        pass
    return B


def outer(a):
    pass


B = local()
for call in (lambda: [].append(*1), lambda: [].append(**1), lambda: B(*1),
             lambda: [].sort(key=1, **{"key": 2}), lambda: math.gcd(*1),
             lambda: "x".format(a=1, **{"a": 2}), lambda: B().f(*1),
             lambda: B.c(**1), lambda: print(*1), lambda: dict(**1),
             lambda: outer(a=1, **{"a": 2}), lambda: ValueError(*1),
             lambda: dict.fromkeys(*1), lambda: (lambda a: 0)(*1)):
    try:
        call()
    except TypeError as e:
        print(e)
