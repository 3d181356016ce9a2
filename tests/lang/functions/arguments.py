def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


print(f(1, c=3), f(1, 5, 6, 7, c=8, e=9), f(*[1, 2], **{"c": 3, "z": 0}))
print(f(*"ab", *[1], c=0, **{"x": 1}, y=2))


def positional(a, b, /, c, *, d):
    return a, b, c, d


print(positional(1, 2, 3, d=4), positional(1, 2, c=3, d=4))


def default(value, seen=[]):
    seen.append(value)
    return seen


print(default(1), default(2), default(3, []))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
