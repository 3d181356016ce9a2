# __import__() and the hooks that code with its own builtins uses.
math = __import__("math")
print(math.floor(1.5), __import__("sys").__name__)
print(__import__("math", fromlist=("pi",)).pi > 3)
for args in (("no_such_module",), (1,), ("",), ("math", None, None, (), -1)):
    try:
        __import__(*args)
    except Exception as e:
        print(type(e).__name__, e)


def fake_import(name, globals=None, locals=None, fromlist=(), level=0):
    print("import", name, fromlist, level)

    class Module:
        a = "an a"

    return Module


def fake_class(body, name, *bases, **kwargs):
    print("class", name, bases, kwargs)
    return "made"


space = {"__builtins__": {"__import__": fake_import,
                          "__build_class__": fake_class, "print": print}}
exec("import m\nfrom n import a as b\nclass C(1, k=2): pass\nprint(b, C)", space)
C = __build_class__(lambda: None, "C")
print(C.__name__, len(C.__mro__))
try:
    breakpoint
except NameError:
    print("no breakpoint")
