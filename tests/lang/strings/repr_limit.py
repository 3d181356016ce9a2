# not in slice: few instructions, each of seconds
# not in gc: few instructions, each of seconds
# vm-only: CPython has no limit on the size of a text
def show(name, function):
    try:
        print(name, len(function()))
    except MemoryError:
        print(name, "MemoryError")


text = "a" * 10 ** 6
lines = [text] * 1000
huge = [lines] * 10
show("not ASCII", lambda: repr(["\u0430" * 10 ** 6] * 140))
show("before Python", lambda: repr([huge, type("C", (), {
    "__repr__": lambda self: "C"})()]))
show("fits", lambda: repr(lines[:10]))
