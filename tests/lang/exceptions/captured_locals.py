# Tools that show the local variables of a traceback's frames, once all of them
# gc every: 2048
# have ended.
import traceback


def divide(a, b):
    note = f"{a}/{b}"
    return a / b


def mean(values):
    total = sum(values)
    return divide(total, len(values))


def guarded(work, *args):
    try:
        return work[0](*args)
    except Exception as e:
        return traceback.TracebackException.from_exception(
            e, capture_locals=True)


report = guarded([mean], [])
for entry in report.stack:
    print(entry.name, entry.lineno, sorted(entry.locals))
del report.stack[0]
print("".join(report.format()))
