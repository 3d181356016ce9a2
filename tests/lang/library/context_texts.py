# What contexts, their variables and tokens say of themselves.
import contextvars
import re
from collections.abc import Mapping
from contextvars import Context, ContextVar, Token, copy_context


def show(source):
    try:
        shown = repr(eval(source))
    except Exception as e:
        shown = f"{type(e).__name__} {e}"
    print(source, re.sub("0x[0-9a-f]+", "0x", shown))


v = ContextVar("v", default=5)
w = ContextVar("w")
for source in """\
v
w
Context()
Context(1)
Context(a=1)
ContextVar()
ContextVar("a", "b")
ContextVar(5)
ContextVar(name="x")
ContextVar("a", x=1)
ContextVar("a", default=[1]).get()
type("S", (Context,), {})
type("S", (ContextVar,), {})
type("S", (Token,), {})
Token()
v.get(), v.get(7)
w.get()
w.get(3)
w.set(1)
w.reset(5)
v.reset(w.set(2))
Context()[5]
5 in Context()
Context().get(5)
Context().get(w), Context().get(w, 3)
Context() == Context()
copy_context() == copy_context()
copy_context() == Context()
Context() == 5
Context()[w]
copy_context()[w]
list(copy_context()) == [w]
list(copy_context().items())
list(copy_context().values())
len(copy_context())
copy_context().run()
Context().run(lambda: w.get())
Context().run(lambda *a, **k: (a, k), 1, self=2)
Context, ContextVar, Token
Context.__module__
Token.MISSING
w.set(4).old_value
w.set(4).var is w
ContextVar[int]
Token[int]
hash(w) == hash(w)
sorted(n for n in dir(Context) if n[0] != "_")
isinstance(copy_context(), Mapping)""".splitlines():
    show(source)
token = w.set(9)
w.reset(token)
show("w.reset(token)")
show("token")
context = copy_context()
show("context.run(lambda: context.run(print))")
token = w.set(1)
show("context.run(lambda: w.reset(token))")
