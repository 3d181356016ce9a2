# The fields of builtin exceptions are members of their classes: no part of the
# __dict__, kept whatever becomes of it, and None once they are deleted.
MADE = (
    OSError(2, "x", "f"), OSError("x"), NameError("n", name="q"),
    AttributeError("a", name="q", obj=3), ImportError("m", name="n", path="p"),
    SyntaxError("m", ("f", 1, 2, "t")), StopIteration(3), SystemExit(1, 2),
    UnicodeDecodeError("u", b"abc", 1, 2, "r"),
    UnicodeEncodeError("u", "abc", 1, 3, "r"),
    UnicodeTranslateError("abc", 1, 2, "r"),
    ExceptionGroup("g", [ValueError(1)]), BlockingIOError(1, "x", 5),
)


def show(label, action):
    try:
        print(" ", label, repr(action()))
    except Exception as e:
        print(" ", label, type(e).__name__, e)


for e in MADE:
    cls = type(e)
    print(cls.__name__, vars(e), str(e), e.args)
    names = {n for c in cls.__mro__ for n in vars(c) if n[0] != "_"}
    for n in sorted(names):
        field = getattr(cls, n)
        if callable(field):
            continue
        print(" ", n, field, type(field).__name__)
        show("get", lambda: getattr(e, n))
        show("set", lambda: setattr(e, n, 77))
        show("get", lambda: getattr(e, n))
        show("delete", lambda: delattr(e, n))
        show("get", lambda: getattr(e, n))
        show("delete", lambda: delattr(e, n))
    e.extra = 1
    print(vars(e), end=" ")
    e.__dict__ = {"y": 2}
    print(vars(e), e.args)
    show("str", lambda: str(e))


class Own(OSError):
    __slots__ = ("slot",)

    def __init__(self, *args):
        self.slot = len(args)


e = Own(1, "x")
print(e.slot, e.errno, vars(e))
e.__dict__ = {}
print(e.slot, e.errno)


class Unset(StopIteration):
    def __init__(self, *args):
        pass


print(Unset(3).value, Unset(3).args)

e = ValueError(1)
e.add_note("x")
print(vars(e), hasattr(BaseException, "__notes__"))
del e.__notes__
print(vars(e), hasattr(e, "__notes__"))

for bases in ((OSError, StopIteration), (KeyError, OSError),
              (UnicodeDecodeError, UnicodeEncodeError),
              (ImportError, ValueError), (NameError, AttributeError)):
    show("class", lambda: type("X", bases, {}).__name__)


def look_up_name():
    return nothing


for fail in (look_up_name, lambda: (1).nothing, lambda: compile("a b", "f", "exec"),
             lambda: __import__("no_such_module"), lambda: b"\xff".decode()):
    try:
        fail()
    except Exception as e:
        print(vars(e), [n for n in ("name", "obj", "msg", "start", "text")
                        if getattr(e, n, None) is not None])
