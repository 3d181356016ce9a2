# gc every: 256
# A bound method has the attributes of its function, to read.
import functools
import inspect
import abc


def noted(function):
    @functools.wraps(function)
    def wrapper(self):
        return "<" + function(self) + ">"
    wrapper.note = "noted"
    return wrapper


class A:
    def f(self):
        "Doc of f."

    f.x = 1

    @noted
    def __repr__(self):
        return "A"

    @noted
    def g(self):
        return "g"


a = A()
print(a.f.x, hasattr(a.f, "x"), a.__repr__.note, a, a.g(), a.g.note)
for action in (lambda: a.f.y, lambda: setattr(a.f, "x", 3)):
    try:
        print(action())
    except AttributeError as error:
        print(error)
print(a.f.__doc__, a.f.__dict__, a.f.__code__.co_name, a.f.__defaults__,
      a.f.__globals__ is globals(), a.g.__wrapped__.__qualname__,
      hasattr(a.__repr__, "__wrapped__"), getattr(a.f, "zz", "none"))
method = type(a.f)
nested = method(method(a.g, 1), 2)
print(nested.note, method(functools.partial(print, "p"), 3).args)


class Abstract(abc.ABC):
    @abc.abstractmethod
    def m(self): ...


print(inspect.isabstract(Abstract), inspect.isabstract(A), inspect.signature(A),
      inspect.signature(a.g), [bool(t.__flags__ >> 24 & 255) for t in
                               (int, bool, list, str, dict, A, float, KeyError)],
      object.__text_signature__, A.__text_signature__)
