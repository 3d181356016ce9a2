# from __future__ import annotations: what is in an annotation binds nothing.
import __future__
head = "from __future__ import annotations\n"
space = {}
exec(head + '''
def foo():
    outer = 1
    def bar():
        inner: outer = 1
    return bar
''', space)
foo = space["foo"]
print(foo().__closure__, foo.__code__.co_cellvars, foo().__code__.co_freevars)
for source in ("x: (yield)", "x: (a := 1)", "async def f() -> (await y): pass",
               "def f(a: (yield from y)): pass", "x: [(b := 1) for b in c]"):
    try:
        exec(head + source, {})
        print("compiled")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset)
for source in ('"doc"\n"more"\n' + head, head + "1\n" + head,
               '"doc"\n' + head + head):
    try:
        exec(source, {})
        print("compiled")
    except SyntaxError as error:
        print(error.msg, error.lineno)
