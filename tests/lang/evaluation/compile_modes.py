# compile(): modes, flags, optimize levels, what a code object tells.
import __future__

single = compile("1 + 1", "<in>", "single")
print(exec(single))
exec(compile("for i in range(2): i\n", "<in>", "single"))
exec(compile("a = 1; a; None; 'text'", "<in>", "single"))
for source in ("a=1\nb=2", "if 1: pass", "", "#c"):
    try:
        compile(source, "<in>", "single")
    except SyntaxError as e:
        print(e.args)

checked = "assert False, 'no'\nprint(__debug__)"
for level in (-1, 0, 1, 2):
    try:
        exec(compile(checked, "s", "exec", optimize=level))
    except AssertionError as e:
        print(level, e)
documented = '"module"\ndef f():\n    "function"\nclass C:\n    "class"\n'
for level in (0, 1, 2):
    space = {}
    exec(compile(documented, "s", "exec", 0, True, level), space)
    print(space.get("__doc__"), space["f"].__doc__, space["C"].__doc__)

space = {}
exec("from __future__ import annotations\ndef f(x: un.known) -> 1: pass", space)
print(space["f"].__annotations__)
space = {}
exec(compile("def f(x: un.known): pass", "s", "exec", 0x1000000), space)
print(space["f"].__annotations__)

code = compile("def f(a, b=1, /, *c, d, **e): return a", "a/b.py", "exec")
print(code.co_name, code.co_filename, code.co_firstlineno, code.co_argcount)
exec(code)
print(__future__.annotations.compiler_flag)
inner = f.__code__
print(inner.co_name, inner.co_varnames, inner.co_argcount,
      inner.co_posonlyargcount, inner.co_kwonlyargcount, inner.co_filename)
print(compile("x", b"bytes", "eval").co_filename)


class Path:
    def __fspath__(self):
        return "from/path"


print(compile("x", Path(), "eval").co_filename)
print(eval(compile("# coding: latin-1\n'\xe9'", "s", "eval")) == "\xe9")
space = {}
exec(b"# coding: latin-1\nx = '\xe9'", space)
print(ascii(space["x"]))
print(exec.__name__, compile.__name__, eval.__name__)
