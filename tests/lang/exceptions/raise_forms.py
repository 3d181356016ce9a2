for raiser in (ValueError, ValueError("text"), ValueError("a", 2), ValueError()):
    try:
        raise raiser
    except ValueError as error:
        print(repr(error), str(error), error.args)
for bad in (lambda: 5, lambda: "text", lambda: None, lambda: object):
    try:
        raise bad()
    except TypeError as error:
        print(error)
try:
    raise
except RuntimeError as error:
    print(error)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ZeroDivisionError as error:
    print("again", error)
