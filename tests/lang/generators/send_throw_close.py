def echo():
    got = "start"
    while True:
        try:
            got = yield got
        except ValueError as error:
            got = f"caught {error}"
        finally:
            print("finally", end=" ")


g = echo()
print(next(g))
print(g.send("hello"))
print(g.throw(ValueError("oops")))
print(next(g))
g.close()
print()
print(next(g, "exhausted"))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
try:
    echo().send(1)
except TypeError as error:
    print(error)


def raises():
    yield 1
    raise KeyError("inside")


try:
    list(raises())
except KeyError as error:
    print(repr(error))


def stops():
    yield 1
    raise StopIteration("x")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def itself():
    yield next(me)


me = itself()
try:
    next(me)
except ValueError as error:
    print(error)
