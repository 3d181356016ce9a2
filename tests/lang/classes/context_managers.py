class Ctx:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print("enter", self.name); return self
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value, tb is not None)
        return self.swallow
with Ctx("a") as a, Ctx("b"):
    print("body", a.name)
with Ctx("s", True):
    raise ValueError("swallowed")
def early():
    with Ctx("r"):
        return "returned"
print(early())
for i in range(2):
    with Ctx(i):
        continue
try:
    with (Ctx("outer"), Ctx("inner", True) as inner):
        1 / 0
    with Ctx("last"):
        raise KeyError("out")
except KeyError as error:
    print("caught", error)
for bad in (5, object()):
    try:
        with bad: pass
    except TypeError as error:
        print(error)
