# The carets begin behind an operand without the brackets around it.
x, y, f = [1], 0, lambda a: a


def failures():
    yield lambda: (x) + 1
    yield lambda: ((x)) +(y)
    yield lambda: (x * 2) / sum([y])
    yield lambda: (x, y) / (y, x)
    yield lambda: f(x) - (1, 2)
    yield lambda: (f(x) ) *(f) (y)
    yield lambda: (i for i in x) // [y]
    yield lambda: y * (x) / x
    yield lambda: (x * 2)[y + 5]
    yield lambda: x[(2 * 1)]
    yield lambda: x [ 5 ]
    yield lambda: x[3, 4]
    yield lambda: (x)[(1, 2)]
    yield lambda: ( "(" + "," )[f (9)]
    yield lambda: (y)/y


def chain(attempts):
    try:
        attempt = next(attempts)
    except StopIteration:
        return
    try:
        attempt()
    except Exception:
        chain(attempts)
        raise


chain(failures())
