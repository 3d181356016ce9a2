class AppError(Exception):
    pass


class Detailed(AppError):
    def __init__(self, code, detail):
        super().__init__(f"{code}: {detail}")
        self.code = code

    def __str__(self):
        return "detailed " + super().__str__()


for kind in (AppError, AppError("one"), AppError("one", 2), Detailed(7, "x")):
    try:
        raise kind
    except AppError as error:
        print(repr(error), str(error), error.args)
print(issubclass(Detailed, Exception), Exception.__mro__[1].__name__)
try:
    raise Detailed(1, "y")
except Exception as error:
    print(error.code, type(error).__bases__[0].__name__)
for error in (KeyError("k"), ValueError(), IndexError("i", 1), OSError(2, "no"),
              StopIteration(5), SystemExit(3)):
    print(repr(error), "|", error, "|", error.args)
print(issubclass(KeyError, LookupError), issubclass(ZeroDivisionError,
      ArithmeticError), issubclass(SystemExit, Exception),
      issubclass(ModuleNotFoundError, ImportError),
      issubclass(RecursionError, RuntimeError),
      issubclass(TimeoutError, OSError))
error = ValueError("a").with_traceback(None)
error.add_note("a note")
print(error.__notes__, error.__traceback__)
