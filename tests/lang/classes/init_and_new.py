class Single:
    instance = None
    def __new__(cls, *args):
        print("new", args)
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self, n):
        print("init", n)
        self.n = n
a = Single(1); b = Single(2)
print(a is b, a.n)
class Other:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(Other())
class BadInit:
    def __init__(self): return 5
try:
    BadInit()
except TypeError as error:
    print(error)
for bad in (lambda: object(1), lambda: type("X", (), {})(1)):
    try:
        bad()
    except TypeError as error:
        print(error)
