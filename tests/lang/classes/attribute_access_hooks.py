class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)
    def __getattr__(self, name):
        print("getattr", name)
        return getattr(self.target, name)
    def __setattr__(self, name, value):
        print("setattr", name, value)
        setattr(self.target, name, value)
    def __delattr__(self, name):
        print("delattr", name)
class T: x = 1
p = Proxy(T())
print(p.x); p.y = 2; print(p.target.y); del p.z
try:
    p.nope
except AttributeError as error:
    print(error)
class All:
    def __getattribute__(self, name):
        return f"<{name}>" if name != "real" else object.__getattribute__(self, "__dict__")
print(All().anything, All().real, hasattr(All(), "q"))
