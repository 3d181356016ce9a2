class Single:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value):
        self.value = value


a, b = Single(1), Single(2)
print(a is b, a.value)


class Plugin:
    found = []

    def __init_subclass__(cls, label="none", **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.found.append((cls.__name__, label))


class One(Plugin):
    pass


class Two(Plugin, label="two"):
    pass


print(Plugin.found)


class Slots:
    __slots__ = ("x",)


s = Slots()
s.x = 1
print(s.x)
try:
    s.y = 2
except AttributeError as error:
    print(error)
Made = type("Made", (One,), {"z": 3, "get": lambda self: self.z})
print(Made().get(), Made.__name__, isinstance(Made(), Plugin), Plugin.found[-1])


class Outer:
    class Inner:
        def __repr__(self):
            return type(self).__qualname__


print(Outer.Inner())
