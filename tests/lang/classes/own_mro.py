# A metaclass whose mro() decides the order, at the making of a class and when
# __bases__ are assigned.


def names(classes):
    return [cls.__name__ for cls in classes]


class Reversed(type):
    def mro(cls):
        order = super().mro()
        return [order[0]] + order[-2:0:-1] + order[-1:]


class A:
    tag = "A"


class B(A):
    tag = "B"


class C(B, metaclass=Reversed):
    pass


print(names(C.__mro__), C.tag, C().tag, names(C.mro()), names(type.mro(C)))


class D(C):
    pass


print(names(D.__mro__), D.tag, isinstance(D(), B))


# An order that C3 would refuse.
class Any(type):
    order = None

    def mro(cls):
        print("mro of", cls.__name__)
        return Any.order(cls) if Any.order else type.mro(cls)


class Mixed(A, metaclass=Any):
    pass


Any.order = lambda cls: (cls, A, B, object)
Odd = Any("Odd", (A, B), {})
print(names(Odd.__mro__), Odd.tag)
Any.order = None


def failing(function, *args):
    try:
        print(function(*args))
    except (TypeError, ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)


Any.order = lambda cls: [cls, 5]
failing(Any, "Bad", (), {})
Any.order = lambda cls: [cls, dict, object]
failing(Any, "Bad", (), {})
Any.order = lambda cls: 5
failing(Any, "Bad", (), {})
Any.order = lambda cls: 1 // 0
failing(Any, "Bad", (), {})

# New bases: mro() is asked again, for the classes below as well.
Any.order = None


class Top(metaclass=Any):
    which = "top"


class Other(metaclass=Any):
    which = "other"


class Mid(Top):
    pass


class Low(Mid):
    pass


print(Low.which)
Mid.__bases__ = (Other,)
print(Low.which, names(Low.__mro__), names(Mid.__bases__))
Any.order = lambda cls: 1 // 0 if cls is Low else type.mro(cls)
failing(setattr, Mid, "__bases__", (Top,))
print(Low.which, names(Low.__mro__), names(Mid.__bases__))
Any.order = None


# A plain class below one with an order of its own.
class Plain(type):
    pass


class Late(type):
    extra = ()

    def mro(cls):
        order = super().mro()
        return order[:1] + list(Late.extra) + order[1:]


Late.extra = (A,)


class Uses(metaclass=Late):
    pass


print(names(Uses.__mro__), Uses.tag, Uses().tag)


class Grown(list, metaclass=Reversed):
    pass


print(names(Grown.__mro__), Grown([3, 1, 2]))


# A mro() that hides a base does not let the bases go round in a circle.
class Hiding(type):
    def mro(cls):
        return [cls, object]


class First(metaclass=Hiding):
    pass


class Second(First):
    pass


failing(setattr, First, "__bases__", (Second,))
print(names(First.__bases__), names(Second.__mro__))
