# The names that errors are about.
for e in (NameError("m"), NameError("m", name="x"), AttributeError("m"),
          AttributeError("m", name="x", obj=5), UnboundLocalError("m"),
          ImportError("m"), ImportError("m", name="n", path="p"),
          ModuleNotFoundError("m", name="n")):
    print(repr(e), e.name, getattr(e, "obj", "-"), getattr(e, "path", "-"))
try:
    from math import nothing
except ImportError as e:
    print(e.name, e.path, e)
try:
    def f():
        print(x)
        x = 1
    f()
except UnboundLocalError as e:
    print(e.name)
