# gc every: 256
from functools import singledispatch, singledispatchmethod


@singledispatch
def show(value):
    return f"object {value}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
def show_list(value):
    return f"list of {len(value)}"


@show.register(str)
@show.register(bytes)
def _(value):
    return f"text {value!r}"


class Sub(list):
    pass


print(show(1.5), show(2), show(True), show([1, 2]), show(Sub([1])), show("a"), show(b"b"))
print(show.dispatch(bool) is show.dispatch(int), sorted(t.__name__ for t in show.registry))


class Printer:
    @singledispatchmethod
    def say(self, value):
        return "?"

    @say.register
    def _(self, value: int):
        return "int"


print(Printer().say(1), Printer().say("x"))
