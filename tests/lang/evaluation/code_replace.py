# code.replace(): names, constants, where the code says it comes from.
import types


def counted():
    yield 1


code = counted.__code__
made = code.replace(co_name="other", co_filename="elsewhere.py",
                    co_firstlineno=77, co_qualname="a.other")
print(made.co_name, made.co_qualname, made.co_filename, made.co_firstlineno)
print(code.co_name, made.co_flags == code.co_flags)
print(list(types.FunctionType(made, {})()))


def fail(x):
    return 1 / x


made = fail.__code__.replace(co_firstlineno=1000, co_filename="moved.py")
try:
    types.FunctionType(made, {})(0)
except ZeroDivisionError as error:
    at = error.__traceback__.tb_next
    print(at.tb_lineno, at.tb_frame.f_code.co_filename)


def shown(x):
    "What it says."
    return x.field + "constant" + text(1.5)


new = {"field": "place", "text": "repr"}
made = shown.__code__.replace(
    co_consts=tuple(c.upper() if isinstance(c, str) else c
                    for c in shown.__code__.co_consts),
    co_names=tuple(new.get(n, n) for n in shown.__code__.co_names),
    co_varnames=("y",))
function = types.FunctionType(made, {"repr": repr})
print(function(y=types.SimpleNamespace(place="in ")), function.__doc__)
print(made.co_varnames, made.co_names, shown.__code__.co_names)


def outer():
    def inner():
        return "inner"
    return inner()


inside = [c for c in outer.__code__.co_consts if isinstance(c, types.CodeType)]
renamed = inside[0].replace(co_name="renamed")
outer.__code__ = outer.__code__.replace(
    co_consts=tuple(renamed if c is inside[0] else c
                    for c in outer.__code__.co_consts))
print(outer(), [c.co_name for c in outer.__code__.co_consts
                if isinstance(c, types.CodeType)])


@types.coroutine
def wait():
    got = yield "waiting"
    return got


async def main():
    return await wait()


running = main()
print(running.send(None))
try:
    running.send("done")
except StopIteration as stop:
    print(stop.value)
print(wait.__code__.co_flags & 0x100 != 0)

for changes in ({"co_name": 1}, {"co_nothing": 1}, {"co_consts": []},
                {"co_names": "text"}):
    try:
        shown.__code__.replace(**changes)
    except (TypeError, NotImplementedError) as error:
        print("refused", *changes)
