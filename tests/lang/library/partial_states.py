# functools.partial: how it shows, how it is nested, copied and set.
import copy
from functools import partial


class Part(partial):
    pass


class Called(partial):
    def __call__(self, *args):
        return "called"


def show(*args, **named):
    return args, named


p = partial(show, 1, a=2)
print(repr(p).split(" at ")[0], repr(Part(len)), repr(Part(len, 1, b=2)))
inner = Part(show, 1)
print(partial(inner, 2).func is show, partial(inner, 2).args)
inner.note = 5
print(partial(inner, 2).func is inner, partial(Called(show), 1).func is show)
print(Part(partial(show, 1), 2)(3), partial(Called(show), 1)())
for again in copy.copy(p), copy.deepcopy(p):
    print(again.func is show, again.args, again.keywords, again(3))
print(copy.copy(p).keywords is p.keywords)
p.__setstate__((len, (), None, {"x": 1}))
print(repr(p), p.keywords, p.x)
p.__setstate__((len, ([1, 2],), {}, None))
print(p(), hasattr(p, "x"))
for state in ((), None, (len, (), {}), (len, [], {}, None), (1, (), {}, None),
              (len, (), [], None)):
    try:
        p.__setstate__(state)
    except TypeError as e:
        print(e)
p.__setstate__((p, (), {}, None))
print(repr(p))
p.__setstate__((len, (p,), {"p": p}, {}))
print(repr(p))
for bad in (lambda: partial(), lambda: partial(5), lambda: partial(a=1)):
    try:
        bad()
    except TypeError as e:
        print(e)
