# What a metaclass has under __call__ and __repr__, whatever it is; TypedDict; what
# gc every: 2048
# a generic's instance remembers.
import typing


class ByClass(type):
    __call__ = dict


class ByStatic(type):
    @staticmethod
    def __call__(*args):
        return args


class ByClassMethod(type):
    @classmethod
    def __call__(mcs, *args):
        return mcs.__name__, args


class A(metaclass=ByClass):
    pass


class B(metaclass=ByStatic):
    pass


class C(metaclass=ByClassMethod):
    pass


print(A(x=1), A([(1, 2)]), B(1, 2), C(3))
print([A(), B(), C()], list(map(A, [{1: 2}])))


class Movie(typing.TypedDict, total=False):
    name: str
    year: int


film = Movie(name="M", year=1931)
print(film, type(film), Movie(), Movie.__annotations__)


class Shown(type):
    def __repr__(cls):
        return "shown " + super().__repr__()


class D(metaclass=Shown):
    pass


print(D, [D], str(D), type.__repr__(int), type.__repr__(D))


class Plain:
    __class_getitem__ = classmethod(type(list[int]))


made = Plain[int]()
print(made.__orig_class__, hasattr(list[int](), "__orig_class__"))
