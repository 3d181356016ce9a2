# What a copy of an exception keeps, and what its class may say of a field.
import copy

NAMES = ("name", "obj", "path", "msg", "errno", "filename", "value", "code",
         "reason", "lineno", "exceptions", "characters_written")
for e in (OSError(2, "x", "f"), OSError(2, "x", "f", None, "g"),
          NameError("n", name="q"), AttributeError("a", name="q", obj=3),
          ImportError("m", name="n", path="p"),
          SyntaxError("m", ("f", 1, 2, "t")), StopIteration(3),
          SystemExit(1, 2), UnicodeDecodeError("u", b"abc", 1, 2, "r"),
          ExceptionGroup("g", [ValueError(1)]), BlockingIOError(1, "x", 5)):
    e.own = 1
    e.add_note("n")
    print(e.__reduce__())
    c = copy.copy(e)
    print(vars(c), repr(c), str(c))
    print([(n, getattr(c, n)) for n in NAMES if hasattr(c, n)])


class Filled(NameError):
    def __init__(self, x):
        super().__init__(x, name="from init")
        self.x = x


class Turned(OSError):
    def __init__(self, a, b):
        super().__init__(b, a)


class Hidden(ImportError):
    name = "the class's"


class Computed(AttributeError):
    @property
    def name(self):
        return "computed"


class Noted(ValueError):
    __notes__ = ["the class's"]


e = Filled(3)
print(e.name, vars(e), e.args)
e = Turned("t", 2)
print(e.errno, e.args, e, type(e).__name__)
e = Hidden("a", name="b")
print(e.name, vars(e), ImportError.name.__get__(e))
e = Computed("a", name="b")
print(e.name, AttributeError.name.__get__(e))
e = Noted()
e.add_note("x")
print(Noted.__notes__, vars(e))


def delete_dict():
    del e.__dict__


def nested_class():
    class Base:
        pass

    class Below(Base, option=1):
        pass


for action in (lambda: str(OSError(None, None)), lambda: str(OSError(1, None, "f")),
               lambda: str(ImportError("a", "b")), lambda: str(ImportError(5)),
               lambda: str(UnicodeDecodeError.__new__(UnicodeDecodeError)),
               lambda: UnicodeDecodeError("a", bytearray(b"c"), 0, 1, "x").object,
               lambda: OSError.__new__(OSError, 2, "a").errno,
               lambda: setattr(ExceptionGroup("g", [e]), "message", 1),
               lambda: setattr(UnicodeDecodeError("a", b"", 0, 1, "x"), "end", ""),
               delete_dict, nested_class):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)
