# Keywords for a subclass's __init__, which the builtin's __new__ does not know.
def attempt(cls, *args, **kwargs):
    try:
        made = cls(*args, **kwargs)
    except TypeError as error:
        print(cls.__mro__[1].__name__, "TypeError", error)
    else:
        print(cls.__mro__[1].__name__, made == cls.__mro__[1](*args),
              getattr(made, "key", "no key"))


def with_init(base):
    class Sub(base):
        def __init__(self, *args, key=None):
            self.key = key
    return Sub


def with_new(base):
    class Sub(base):
        def __new__(cls, *args, key=None):
            made = super().__new__(cls, *args)
            made.key = key
            return made
    return Sub


def plain(base):
    class Sub(base):
        pass
    return Sub


for base in (float, tuple, frozenset, str, int):
    for make in (with_init, with_new, plain):
        attempt(make(base), "5", key=3)
        attempt(make(base), "5", other=3)
        attempt(make(base))
attempt(with_init(bytearray), b"5", key=3)
for base in (set, list):
    attempt(plain(base), "5", key=3)
    attempt(with_init(base), key=3)
for base in (Exception, ValueError, KeyError):
    for kwargs in ({"key": 3}, {}):
        try:
            print(repr(plain(base)("5", **kwargs)))
        except TypeError as error:
            print(error)
        print(getattr(with_init(base)("5", **kwargs), "key", "no key"))
try:
    Exception(key=3)
except TypeError as error:
    print(error)
print(ImportError("a", name="b", path="c").name, NameError("a", name="b").name,
      AttributeError("a", name="b", obj=1).obj)
