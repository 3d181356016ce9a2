# What an OSError is made of, and who fills it.
import errno


def show(e):
    print(type(e).__name__, e, e.args, e.errno, e.strerror, e.filename,
          e.filename2)


show(OSError())
show(OSError("text"))
show(OSError(2, "none such"))
show(OSError(2, "none such", "a.txt"))
show(OSError(2, "none such", "a.txt", None, "b.txt"))
show(OSError(2, "none such", None))
show(OSError(1, 2, 3, 4, 5, 6))
show(OSError("2", "text", b"name"))
e = OSError(5, "text")
e.filename = "later"
e.errno = 7
show(e)
e.filename2 = "other"
e.strerror = None
show(e)
for number in ("EPERM", "ECHILD", "EALREADY", "ESHUTDOWN", "EISDIR", "ENOSPC"):
    print(number, type(OSError(getattr(errno, number), "x")).__name__)

e = BlockingIOError(11, "busy", 3)
print(e.characters_written, e.args, e.filename)
e.characters_written = 5
print(e.characters_written)
del e.characters_written
for attempt in (lambda: e.characters_written,
                lambda: BlockingIOError("a", "b", "c").characters_written,
                lambda: setattr(e, "characters_written", "x")):
    try:
        attempt()
    except (AttributeError, TypeError) as problem:
        print(type(problem).__name__)


class ByNew(OSError):
    def __new__(cls, message, extra):
        self = OSError.__new__(cls, message)
        self.extra = extra
        return self


class ByInit(OSError):
    def __init__(self, message, extra=None):
        self.before = self.args
        super().__init__(message)
        self.extra = extra


class Plain(OSError):
    pass


for make in (lambda: ByNew("m", "x"), lambda: ByNew("m", extra="x"),
             lambda: ByInit("m", "x"), lambda: ByInit("m", extra="x")):
    e = make()
    print(type(e).__name__, e.args, e.extra, getattr(e, "before", None))
show(Plain(2, "text", "file"))
for cls in (Plain, OSError, FileNotFoundError):
    try:
        cls("m", extra=1)
    except TypeError as problem:
        print(problem)
