# What eval(), exec() and compile() refuse, and with what words.
def attempt(f, *args, **kwargs):
    try:
        print("gives", f(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__ + ":", e.args[0])


def closed():
    a = 1

    def g():
        return a

    return g


def needs(x):
    pass


attempt(eval, 1)
attempt(exec, 1)
attempt(exec, None)
attempt(eval, "1", 1)
attempt(eval, "1", 5, {})
attempt(exec, "1", [])
attempt(exec, "1", {}, 1)
attempt(eval, "1", {}, 1)
attempt(eval, "1", None, {})
attempt(eval, closed().__code__)
attempt(exec, closed().__code__)
attempt(exec, "1", closure=())
attempt(exec, closed().__code__, closure=())
attempt(exec, closed().__code__, closure=(1,))
attempt(exec, closed().__code__, closure=closed().__closure__)
attempt(exec, needs.__code__)
attempt(exec, needs.__code__, closure=closed().__closure__)
attempt(compile, 1, "s", "exec")
attempt(compile, "1", "s", "other")
attempt(compile, "1", 2, "exec")
attempt(compile, "1", "s", "exec", 1 << 30)
attempt(compile, "1", "s", "exec", optimize=5)
attempt(compile, "1\0", "s", "exec")
attempt(eval, b"\0")
attempt(eval, "'\udc80'")
attempt(eval, "x = 1")
attempt(eval, "")
attempt(eval, "1;2")
attempt(eval, "len", {"__builtins__": {}})
attempt(exec, "import math", {"__builtins__": {}})
attempt(exec, "class A: pass", {"__builtins__": {}})
attempt(exec, "def f(): return len\nf()", {"__builtins__": {}})
attempt(eval, "one + len(two)", {"__builtins__": {"len": len}}, {"one": 1, "two": "ab"})
attempt(exec, "return 1")
attempt(exec, "yield 1")
attempt(exec, "break")
attempt(exec, "a b")
attempt(exec, "if 1:\nx")
attempt(eval, "(")
attempt(eval, "1/0")
attempt(exec, "nonlocal z")
attempt(eval)
attempt(eval, "1", {}, {}, {})
attempt(eval, source="1")
attempt(compile, "1")
