print((lambda: 1)(), (lambda x, y=2, *a, k=3, **kw: (x, y, a, k, kw))(1, 5, 6, k=7, z=8))
compose = lambda f, g: lambda x: f(g(x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5), [(lambda n: n * n)(i) for i in range(4)])
print(sorted([3, -1, 2], key=lambda x: x * x), (lambda x: (yield x))(1).__next__(), (lambda *a: a)(*"ab"))
