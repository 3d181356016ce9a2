# The callee is named where one *x is all that is given by position.
def f(*args, **kws):
    return args, kws


for make in (lambda: f(*5), lambda: f(1, *5), lambda: f(*[1], *5),
             lambda: f(*5, *[1]), lambda: f(*5, 1), lambda: f(*5, k=1),
             lambda: f(*None, **{}), lambda: len(*5),
             lambda: f(1, *5, **{"a": 2}), lambda: [*5], lambda: (1, *5),
             lambda: range(3).__format__(0), lambda: format(range(3), "x")):
    try:
        print(make())
    except TypeError as e:
        print(e)
