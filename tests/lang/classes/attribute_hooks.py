class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattr__(self, name):
        return f"{name} of {self._target}"

    def __setattr__(self, name, value):
        print("set", name, value)

    def __delattr__(self, name):
        print("del", name)


p = Proxy("t")
p.x = 1
del p.x
print(p.anything, p._target, hasattr(p, "whatever"))


class Missing:
    def __getattr__(self, name):
        raise AttributeError("no " + name)


print(hasattr(Missing(), "x"), getattr(Missing(), "x", "default"))


class Items:
    def __init__(self):
        self.d = {}

    def __getitem__(self, key):
        return self.d[key]

    def __setitem__(self, key, value):
        self.d[key] = value

    def __delitem__(self, key):
        del self.d[key]

    def __missing__(self, key):
        return key


i = Items()
i["a"] = 1
i["a"] += 5
i[1, 2] = "t"
print(i["a"], i[1, 2])
del i["a"]
print(i.d)


class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


d = Default()
print(d["x"], d, d.get("y"))
