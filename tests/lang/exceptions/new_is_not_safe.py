# BaseException.__new__ makes none of a class that makes its own in another way.
class Group(ExceptionGroup):
    pass


class Broken(OSError):
    pass


class Plain(ValueError):
    def __new__(cls, *args):
        return BaseException.__new__(cls, *args)


def attempt(cls, *args):
    try:
        print(repr(BaseException.__new__(cls, *args)))
    except TypeError as error:
        print(error)


for cls in (ExceptionGroup, BaseExceptionGroup, OSError, FileNotFoundError,
            KeyError, SystemExit, StopIteration, UnicodeDecodeError,
            SyntaxError, Group, Broken, Plain):
    attempt(cls)
    attempt(cls, "a", [ValueError(1)])
print(repr(ExceptionGroup.__new__(Group, "a", [ValueError(1)])))
print(repr(OSError.__new__(Broken, 2, "b")))
for cls in (ValueError, OSError, int, 5, object):
    try:
        BaseExceptionGroup.__new__(cls, "a", [ValueError(1)])
    except TypeError as error:
        print(error)
