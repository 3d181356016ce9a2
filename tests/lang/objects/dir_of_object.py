# object.__dir__, and what overrides it.
import enum


class Color(enum.Enum):
    RED = 1

    def mix(self):
        pass


print([name for name in dir(Color.RED) if name[0] != "_"])
print([name for name in dir(Color) if name[0] != "_"])


class Own:
    x = 1

    def __init__(self):
        self.y = 2

    def __dir__(self):
        return [n for n in super().__dir__() if n[0] != "_"] + ["zz"]


print(dir(Own()), "x" in dir(Own), "x" in object.__dir__(Own()))


class Meta(type):
    def __dir__(cls):
        return ["b", "a"]


class Made(metaclass=Meta):
    pass


print(dir(Made), "__dir__" in dir(object), "upper" in dir(""))
