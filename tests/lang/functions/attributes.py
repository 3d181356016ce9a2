def documented(a, b=1, *, c=2):
    """What it does."""
    return a


print(documented.__name__, documented.__doc__, documented.__qualname__)
print(documented.__defaults__, documented.__kwdefaults__, documented.__module__)
documented.tag = "set"
print(documented.tag, callable(documented), documented == documented)


class C:
    def method(self):
        """Of C."""


print(C.method.__qualname__, C().method.__name__, C.method.__doc__)


def outer():
    def inner():
        pass
    return inner


print(outer().__qualname__, (lambda: 0).__name__)
print(len.__name__, type(documented).__name__, type(len).__name__)


def annotated(a: int, b: "str" = "x") -> float:
    return a


print(annotated.__annotations__)
