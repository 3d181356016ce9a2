# __call__ and __get__ of functions and methods, by name.
def f(a, b=2, *, c=3):
    return a, b, c


class A:
    def m(self, x):
        return x


a = A()
print(f.__call__(1), f.__call__(1, c=5), len.__call__([1, 2]), [3].count.__call__(3))
print(a.m.__call__(3), A.m.__get__(a)(4), A.m.__get__(a, A)(5), f.__get__(1)())
print(f.__get__(None, int) is f)
print(all(hasattr(x, "__call__") for x in (f, len, a.m, [].append, int, lambda: 0)))
try:
    f.__get__(None)
except TypeError as e:
    print(e)
