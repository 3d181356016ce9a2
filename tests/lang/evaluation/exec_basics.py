# exec() of statements: definitions, loops, imports; namespaces given or not.
exec("a = 1\nb = a + 1")
print(a, b)
space = {"n": 4}
exec("""
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)

class P:
    "A point."
    size = n
    def __init__(self, x):
        self.x = x
    def __repr__(self):
        return f"P({self.x})"

total = 0
for i in range(n):
    total += fact(i)
del i
""", space)
print(sorted(k for k in space if k != "__builtins__"))
print(space["fact"](20), space["P"](2), space["P"].__doc__, space["total"])
print(space["P"].size, space["fact"].__globals__ is space)
print(type(space["__builtins__"]), space["fact"].__module__)

globals_, locals_ = {"g": 1}, {"l": 2}
exec("g2 = g + l; global h; h = g2\ndef f(): return g", globals_, locals_)
print(sorted(set(globals_) - {"__builtins__"}), sorted(locals_), locals_["f"]())


def in_function(p):
    q = 2
    exec("p = 10; r = p + q")
    print(p, locals()["r"], sorted(locals()))
    exec("s = r + 1")
    print(locals()["s"])
    return eval("r")


print(in_function(1))


def comprehension_sees_globals():
    k = 3
    try:
        exec("print([k for _ in range(2)])")
    except NameError as e:
        print(e)
    exec("print([_ for _ in range(k)])")


comprehension_sees_globals()


class Body:
    exec("made = 1")
    n = made + 1


print(Body.made, Body.n)
print(exec("1"), exec(compile("5", "s", "eval")), eval(compile("5", "s", "exec")))


class Log(dict):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)

    def __missing__(self, key):
        if key.startswith("m_"):
            return key.upper()
        raise KeyError(key)


log = Log()
exec("u = 1\nv = m_x\nw = len(v)\ndel u", {}, log)
print(dict(log))
try:
    exec("del nothing", {}, log)
except NameError as e:
    print(e)
quiet = Log()
exec("from math import pi, e as E", {}, quiet)


def gen():
    x = 1
    yield eval("x")
    exec("print(x)")
    yield sorted(locals())


print(list(gen()))
for i in range(3):
    exec(f"def f{i}(x, y={i}): return x * y")
print(f0(5), f1(5), f2(5), f2.__name__, f2.__code__.co_filename)
exec("x: int = 3\ny: 'str'")
print(__annotations__)
