# What staticmethod and classmethod take from their functions, what can be set on
# them, how they are shown, and what they do with descriptors.


def function(x: int = 1) -> str:
    """The text."""
    return f"got {x!r}"


for kind in (staticmethod, classmethod):
    wrapper = kind(function)
    print(wrapper.__name__, wrapper.__qualname__, wrapper.__module__,
          wrapper.__doc__, wrapper.__annotations__)
    print(wrapper.__wrapped__ is function, wrapper.__func__ is function)
    print(repr(wrapper) == f"<{kind.__name__}({function!r})>")
    print(sorted(wrapper.__dict__))
    wrapper.extra = 42
    wrapper.__doc__ = "changed"
    print(wrapper.extra, wrapper.__doc__, function.__doc__,
          wrapper.__dict__["extra"])
    del wrapper.extra
    print(hasattr(wrapper, "extra"))
    print(kind(5).__func__, kind(5))


class Shown:
    def __repr__(self):
        return "Shown!"


print(staticmethod(Shown()), classmethod(Shown()))


class Descriptor:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        return lambda: (self.function, instance.__name__, owner.__name__)


class Uses:
    described = classmethod(Descriptor("f"))
    doubled = classmethod(classmethod(lambda cls: cls.__name__))
    static = classmethod(staticmethod(lambda: "no class"))


print(Uses.described(), Uses().described(), Uses.doubled(), Uses.static())
print(staticmethod(staticmethod(function))(3))
print(classmethod(function).__get__(None, Uses)(), classmethod(function).__get__(5)())
try:
    classmethod(function)()
except TypeError as e:
    print(e)
