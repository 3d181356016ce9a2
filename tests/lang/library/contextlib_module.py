import contextlib
from contextlib import contextmanager, closing, suppress, ExitStack, nullcontext, ContextDecorator


@contextmanager
def tag(name):
    print("<", name)
    try:
        yield name.upper()
    except KeyError as error:
        print("caught", error)
    finally:
        print(">", name)


with tag("a") as a, tag("b"):
    print(a)
with tag("c"):
    raise KeyError("k")
try:
    with tag("d"):
        raise ValueError("v")
except ValueError as error:
    print("out", error)


@tag("deco")
def work():
    print("working")


work()
work()
with suppress(ZeroDivisionError, KeyError):
    1 / 0


class Thing:
    def close(self):
        print("closed")


with closing(Thing()):
    pass
with ExitStack() as stack:
    for name in "xy":
        stack.enter_context(tag(name))
    stack.callback(print, "callback", 1)
    print("inside")
with nullcontext(5) as five:
    print(five)


@contextmanager
def never():
    if False:
        yield


try:
    with never():
        pass
except RuntimeError as error:
    print(error)


class Both(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *exc):
        print("exit", exc[0])
        return False


@Both()
def f():
    return 3


print(f())
print(isinstance(Both(), contextlib.AbstractContextManager))
