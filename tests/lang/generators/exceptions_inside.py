def g():
    yield 1
    raise ValueError("inside")
it = g()
print(next(it))
try:
    next(it)
except ValueError as error:
    print(error)
print(next(it, "over"))
def stops():
    yield 1
    raise StopIteration
try:
    list(stops())
except RuntimeError as error:
    print(error, type(error.__cause__).__name__)
def divide():
    for d in (1, 0):
        yield 10 // d
try:
    print([x for x in divide()])
except ZeroDivisionError as error:
    print(error)
