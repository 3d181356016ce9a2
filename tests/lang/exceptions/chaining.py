def show(error):
    print(repr(error), "cause", repr(error.__cause__), "context",
          repr(error.__context__), error.__suppress_context__)


try:
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("from") from error
except ValueError as error:
    show(error)
try:
    try:
        {}["k"]
    except KeyError:
        raise ValueError("during")
except ValueError as error:
    show(error)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("none") from None
except ValueError as error:
    show(error)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ZeroDivisionError as error:
    show(error)
try:
    raise
except RuntimeError as error:
    print(error)
try:
    raise 5
except TypeError as error:
    print(error)
