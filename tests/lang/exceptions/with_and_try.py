class Ctx:
    def __enter__(self): print("enter"); return 1
    def __exit__(self, *a): print("exit", a[0] and a[0].__name__)
def f(mode):
    try:
        with Ctx() as c:
            if mode == "return": return "r"
            if mode == "raise": raise KeyError("k")
            return "end"
    except KeyError as error:
        return f"caught {error}"
    finally:
        print("finally")
for mode in ("return", "raise", "none"):
    print(f(mode))
class BadExit:
    def __enter__(self): pass
    def __exit__(self, *a): raise ValueError("from exit")
try:
    with BadExit():
        raise KeyError("body")
except ValueError as error:
    print(error, repr(error.__context__))
class BadEnter:
    def __enter__(self): raise ValueError("from enter")
    def __exit__(self, *a): print("never")
try:
    with BadEnter(): pass
except ValueError as error:
    print(error)
