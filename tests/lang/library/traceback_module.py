# gc every: 256
import linecache
import sys
import traceback


def inner(x):
    return 1 / x


def outer():
    inner(0)


try:
    outer()
except ZeroDivisionError as error:
    print(traceback.format_exc())
    for frame in traceback.extract_tb(error.__traceback__):
        print(frame.name, frame.lineno, frame.line)
    print(traceback.format_exception_only(error))
    print("".join(traceback.format_exception(error)) == traceback.format_exc())
    summary = traceback.TracebackException.from_exception(error)
    print(str(summary), summary.exc_type.__name__, len(summary.stack))
try:
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("outer") from error
except ValueError:
    traceback.print_exc(file=sys.stdout)


def where():
    return traceback.extract_stack()[-1].name, len(traceback.format_stack())


print(where())
print(repr(linecache.getline(__file__, 2)), linecache.getline("nowhere.py", 1) == "")
# not in image: shows lines of its source.
