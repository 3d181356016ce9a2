def f(*args, **kwargs):
    return args, kwargs
print(f(), f(1, 2), f(a=1), f(1, *[2, 3], b=4, **{"c": 5}), f(*"ab", *range(2), **{}))
def g(a, b=0, *rest, key="k", **more):
    return a, b, rest, key, more
print(g(1), g(1, 2, 3, 4), g(*[1, 2, 3], key="x", other=1), g(b=1, a=2), g(1, **{"b": 3, "z": 1}))
def swap(*pair):
    return pair[::-1]
print(swap(*swap(1, 2)), f(*{"k": 1}), f(*(x * x for x in range(3))))
