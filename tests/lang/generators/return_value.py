def g():
    yield 1
    return "result"
it = g()
next(it)
try:
    next(it)
except StopIteration as stop:
    print(stop.value, stop.args)
def outer():
    value = yield from g()
    print("value", value)
    return value * 2
def top():
    print((yield from outer()))
print(list(top()))
