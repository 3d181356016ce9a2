# Powers and divisions that operands of other types answer.
def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: pow(1j, [], [1]))
show(lambda: pow(1j, 2, 3))
show(lambda: pow(1, 2j, 3))
show(lambda: (1j).__pow__("a", 2))
show(lambda: 1j ** float("nan"))
show(lambda: 1j ** float("inf"))
show(lambda: 1e300j ** 5)
show(lambda: (5).__divmod__(2.5))
show(lambda: (5).__rdivmod__(2.5))
show(lambda: (2.5).__divmod__(5))
show(lambda: divmod(5, 2.5))
show(lambda: True.__getnewargs__())
show(lambda: int("  pad " * 60))
show(lambda: int(b"\xff" * 300, 7))
show(lambda: int("\u00e9" * 300))
show(lambda: [1].__lt__(["a"]))
show(lambda: (1, 2).__ge__((1, "a")))
show(lambda: [1].__lt__((1,)))
show(lambda: b"a-b".partition(bytearray(b"-")))
show(lambda: bytearray(b"a-b").rpartition(b"-"))
show(lambda: b"".decode("no such codec"))
show(lambda: show(*None, **{1: 2}))
show(lambda: show(**{1: 2}))
show(lambda: show(1, **{1: 2}, **{"a": 3}))
