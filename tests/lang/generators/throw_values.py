def g():
    while True:
        try:
            x = yield "ready"
            print("x", x)
        except ValueError as error:
            print("handled", error)
            yield "after"
it = g()
print(next(it), it.throw(ValueError("one")), next(it))
try:
    it.throw(KeyError("k"))
except KeyError as error:
    print("out", error)
print(next(it, "finished"))
def fresh(): yield 1
try:
    fresh().throw(RuntimeError("early"))
except RuntimeError as error:
    print(error)
