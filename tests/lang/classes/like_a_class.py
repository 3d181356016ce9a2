# isinstance() and issubclass() with what is no class but has __bases__, and the
# errors for what is neither; str() of one with object's __str__; cells; the
# arguments of a metaclass.


class Like:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class Instance:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


def attempt(function, *args):
    try:
        print(function(*args))
    except (TypeError, AttributeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)


base = Like()
middle = Like(base)
both = Like(Like(), middle)
for cls in (base, middle, both):
    attempt(isinstance, Instance(both), cls)
    attempt(issubclass, middle, cls)
    attempt(isinstance, Instance(base), (int, cls))
    attempt(issubclass, int, cls)
    attempt(issubclass, cls, int)
    attempt(isinstance, 5, cls)


class Raises:
    @property
    def __bases__(self):
        return 1 // 0


attempt(isinstance, 5, Raises())
attempt(issubclass, Raises(), int)
attempt(isinstance, 5, 5)
attempt(isinstance, 5, "int")
attempt(issubclass, 5, int)
attempt(issubclass, int, 5)
attempt(issubclass, 5, 5)
attempt(issubclass, [], (int, str))
attempt(isinstance, 5, (str, 5))


class Text(str):
    __str__ = object.__str__

    def __repr__(self):
        return "Text's repr"


class Bare(str):
    __str__ = object.__str__


print(str(Text("a")), f"{Text('a')!s}", "%s" % Text("a"), str(Bare("a")))


class Meta(type):
    pass


attempt(Meta, 5)
attempt(type, 5)
attempt(Meta, "M", ())


def outer():
    x = 5
    late = lambda: y
    shown = (lambda: x).__closure__[0]
    print(repr(shown).split(" at ")[0], ":", repr(shown).split(": ")[1][:13])
    print(repr(late.__closure__[0]).split(": ")[1])
    y = 1


outer()
