# An __init__ that is no function is bound as any special method is.


class Init:
    def __get__(self, obj, owner=None):
        return lambda *args, **kwargs: print("made with", args, kwargs)


class A:
    __init__ = Init()


class B:
    __init__ = property(lambda self: print)


class C:
    @property
    def __init__(self):
        raise AttributeError("no init")


class D:
    __init__ = 5


class E:
    @staticmethod
    def __init__(*args):
        print("static", args)


class F:
    @classmethod
    def __init__(cls, *args):
        print(cls.__name__, args)


A(1, x=2)
B("printed")
for cls in (C, D):
    try:
        cls()
    except Exception as e:
        print(type(e).__name__, e)
E(1)
F(2)


class Listed(list):
    def __new__(cls, items, extra=None):
        self = super().__new__(cls, items)
        self.extra = extra
        return self


made = Listed([1, 2], extra=3)
print(made, made.extra)
try:
    list([1], extra=3)
except TypeError as e:
    print(e)
