def inner():
    try:
        got = yield "a"
        print("inner got", got)
        got = yield "b"
        print("inner got", got)
    except ValueError as error:
        print("inner caught", error)
        yield "recovered"
    return "done"
def outer():
    result = yield from inner()
    print("result", result)
    yield from [1, 2]
    yield from "xy"
    yield from range(2)
g = outer()
print(next(g), g.send("hello"), g.throw(ValueError("v")), list(g))
