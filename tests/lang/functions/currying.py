def curry(f, n, *got):
    if len(got) >= n:
        return f(*got)
    return lambda *more: curry(f, n, *got, *more)
add3 = curry(lambda a, b, c: a * 100 + b * 10 + c, 3)
print(add3(1)(2)(3), add3(1, 2)(3), add3(1)(2, 3), add3(4, 5, 6))
