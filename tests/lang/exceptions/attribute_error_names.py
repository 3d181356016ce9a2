# Which attribute of what an AttributeError is about, whoever raised it.


class Forgiving:
    counter = 1

    def __getattr__(self, name):
        raise AttributeError(f"nothing called {name}")

    @property
    def broken(self):
        return self.inner.countr

    @property
    def silent(self):
        raise AttributeError


class Slotted:
    __slots__ = ("width",)


def about(function):
    try:
        function()
    except AttributeError as e:
        print(e, e.name, type(e.obj).__name__)


thing = Forgiving()
about(lambda: thing.countr)
about(lambda: thing.broken)
about(lambda: thing.silent)
about(lambda: thing.method())
about(lambda: Slotted().widht)
about(lambda: (5).reel)


def own():
    raise AttributeError("mine", name="said", obj=3)


Forgiving.own = property(lambda self: own())
about(lambda: thing.own)


def deep():
    return thing.countr


deep()
