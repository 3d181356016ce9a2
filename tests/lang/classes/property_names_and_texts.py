# Which name and which text a property has, and what it says when it cannot.


def failing(function, *args):
    try:
        function(*args)
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


class Thing:
    @property
    def size(self):
        """How big."""
        return 1

    other = property()
    renamed = size

    class Inner:
        p = property(lambda self: 1)


thing = Thing()
failing(setattr, thing, "size", 2)
failing(delattr, thing, "size")
failing(getattr, thing, "other")
failing(setattr, thing, "renamed", 2)
failing(setattr, Thing.Inner(), "p", 2)
nameless = property()
Thing.late = nameless
failing(getattr, thing, "late")
failing(setattr, thing, "late", 1)
nameless.__set_name__(Thing, "told")
failing(delattr, thing, "late")
failing(nameless.__set_name__)
failing(nameless.__set_name__, 1)
failing(Thing.size.__set__, thing, 1)
failing(Thing.size.__delete__, thing)
failing(Thing.other.__get__, thing)
print(Thing.size.__doc__, Thing.other.__doc__)


# The text follows the getter, unless one was given.
def new_getter(self):
    """Another text."""


print(Thing.size.getter(new_getter).__doc__)
print(property(new_getter, doc="given").getter(new_getter).__doc__)
print(Thing.size.setter(new_getter).__doc__)


class Callable:
    __doc__ = "of a callable object"

    def __call__(self, obj):
        return "called"


print(property(Callable()).__doc__)
Thing.size.__doc__ = "changed"
print(Thing.size.__doc__, Thing.size.setter(print).__doc__)


class Sub(property):
    """The subclass."""


class Bare(property):
    __slots__ = ()


sub = Sub(new_getter)
print(sub.__doc__, Sub.__doc__, sub.getter(Thing.size.fget).__doc__)
print(Sub().__doc__, type(sub.setter(print)).__name__)
failing(Bare, new_getter)


class Derived(Thing):
    @Thing.size.getter
    def size(self):
        """Derived's."""
        return 2

    @Sub
    def shown(self):
        """Shown."""


print(Derived.size.__doc__, Derived().size, Derived.shown.__doc__)
failing(setattr, Derived(), "size", 1)
failing(setattr, Derived(), "shown", 1)


class Chained:
    @classmethod
    @property
    def name(cls):
        "The class's."
        return "it is " + cls.__name__


print(Chained.name, Chained().name)
