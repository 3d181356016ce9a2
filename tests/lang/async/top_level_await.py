# compile() with PyCF_ALLOW_TOP_LEVEL_AWAIT: a module may be a coroutine.
# gc every: 2048
import ast
import inspect
import types

FLAG = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


@types.coroutine
def pause(value):
    return (yield value)


class Ticks:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n

    async def __aenter__(self):
        return self.n

    async def __aexit__(self, *args):
        print("left", args[0])


def drive(coroutine):
    got, sent = [], None
    try:
        while True:
            got.append(coroutine.send(sent))
            sent = len(got)
    except StopIteration as e:
        return got, e.value


def run(source, mode="exec", **names):
    names.update(pause=pause, Ticks=Ticks)
    code = compile(source, "<top>", mode, flags=FLAG)
    result = eval(code, names)
    print(bool(code.co_flags & inspect.CO_COROUTINE), type(result).__name__)
    if inspect.iscoroutine(result):
        print(drive(result))
    return {k: v for k, v in names.items() if k[:1].islower()
            and k != "pause" and not callable(v)}


print(run("a = await pause(1)\nb = await pause(2)"))
print(run("await pause(5) + 10", "eval"))
print(run("x = 1"))
print(run("async for t in Ticks(3):\n  last = t\nelse:\n  done = True"))
print(run("async with Ticks(4) as n:\n  pass"))
print(run("xs = [t async for t in Ticks(3)]"))
print(run("xs = [await pause(t) for t in range(2)]"))
print(run("def f():\n  return local\nlocal = await pause(3)\ny = f()"))
print(run("async def f():\n  return await pause(0)\nz = await f()"))
print(len(run("g = (t async for t in Ticks(3))")))

# A namespace of its own, and the frame that has it.
spaces = {"pause": pause, "deep": 1}, {"here": 2}
code = compile("here = await pause(deep + here)\nnew = 3\nmine = locals()",
               "<top>", "exec", FLAG)
coroutine = eval(code, *spaces)
print(coroutine.cr_frame.f_locals is spaces[1], coroutine.__name__)
print(drive(coroutine))
print(sorted(spaces[1]), spaces[1]["mine"] is spaces[1], "new" in spaces[0])
failing = eval(compile("word = 1\nawait pause(2)\n1 / 0", "<top>", "exec", FLAG),
               {"pause": pause})
try:
    drive(failing)
except ZeroDivisionError as e:
    frame = e.__traceback__.tb_next.tb_next.tb_frame
    print(frame.f_code.co_name, frame.f_locals["word"], frame.f_lineno)

# From a tree; and what stays an error.
tree = ast.parse("v = await pause(7)")
coroutine = eval(compile(tree, "<tree>", "exec", FLAG), {"pause": pause})
print(drive(coroutine))
for source, flags in [("await x", 0), ("def f(): await x", FLAG),
                      ("class C:\n  await x", FLAG), ("lambda: await x", FLAG),
                      ("[await x for x in y]", 0), ("yield 1", FLAG),
                      ("async for x in y: pass", 0), ("return", FLAG)]:
    try:
        compile(source, "<top>", "exec", flags)
        print("compiled", source)
    except SyntaxError as e:
        print(e.msg, e.lineno)
print(exec(compile("1", "", "exec", FLAG)))
