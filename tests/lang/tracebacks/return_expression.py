def f(x):
    return (x +
            g(x))


def g(x):
    return x.y.z


f(1)
