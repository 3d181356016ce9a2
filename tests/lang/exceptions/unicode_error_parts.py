# What UnicodeErrors may be made of, and what may be assigned to.
def attempt(cls, *args):
    try:
        error = cls(*args)
    except TypeError as raised:
        print(cls.__name__, raised)
    else:
        print(repr(error), error, error.object, error.start, error.end,
              error.reason)


for args in (("x", b"abc", 1, 2, "why"), ("x", "abc", 1, 2, "why"),
             (5, b"abc", 1, 2, "why"), ("x", b"abc", 1.5, 2, "why"),
             ("x", b"abc", 1, None, "why"), ("x", b"abc", 1, 2, 3), ("x",), (),
             (5, "abc", 1, 2, "why"), ("x", "abc", "1", 2, "why"),
             ("x", "abc", 1, 2, b"why"), ("abc", 1, 2, "why"),
             (b"abc", 1, 2, "why"), ("abc", 1, 2, None)):
    for cls in (UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError):
        attempt(cls, *args)

for error in (UnicodeDecodeError("x", b"abc", 1, 2, "why"),
              UnicodeEncodeError("x", "abc", 1, 2, "why"),
              UnicodeTranslateError("abc", 1, 2, "why")):
    for name, value in (("start", 0), ("end", 3), ("reason", "because"),
                        ("start", 2), ("object", error.object * 2), ("end", 99)):
        setattr(error, name, value)
        print(error, error.args, getattr(error, name))
    try:
        error.start = "a"
    except TypeError as raised:
        print(raised)
