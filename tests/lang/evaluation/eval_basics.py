# eval() of text, bytes and code, with and without namespaces.
x = 10
print(eval("x + 1"), eval(b"x * 2"), eval(bytearray(b"x - 1")))
print(eval(" \t x"), eval("\n# first\nx\n\n# last"))
print(eval("[i * x for i in range(3)]"), eval("(lambda a, *b: (a, b, x))(1, 2)"))
code = compile("x ** 2", "<calc>", "eval")
print(eval(code), eval(code, {"x": 3}), eval(code, {"x": 3}, {"x": 4}))


def local(a, b=2):
    c = 3
    return eval("a + b + c + x")


print(local(1))


def outer():
    hidden = 5
    seen = 6

    def inner():
        seen
        try:
            return eval("hidden")
        except NameError as e:
            return str(e), eval("seen")

    return inner()


print(outer())


class Body:
    y = 7
    z = eval("y + 1")


print(Body.z)
print(eval("__name__"), eval("len([1, 2])", {}))
space = {}
print(eval("1", space), list(space))
print(eval("True and None"), eval("...") is ..., eval("f'{x!r:>5}'"))


class Mapping:
    def __getitem__(self, key):
        if key == "no":
            raise KeyError(key)
        return "<" + key + ">"


print(eval("a + b", {}, Mapping()))
print(eval("x", {"x": 1}, Mapping()))
try:
    eval("no", {}, Mapping())
except NameError as e:
    print(e, e.__context__)
print(list(map(eval, ["1", "x", "'s'"])))
print(eval("eval('x')"))
print(eval("(yield_ := 3)"), yield_)
