# Constructors beside __new__ call the class; format() without a spec is str().
import enum
import types


class Loud(int):
    def __init__(self, *args):
        print("init", args)

    def __str__(self):
        return "loud"


print(repr(Loud.from_bytes(b"\1\2", "big")), type(Loud.from_bytes(b"\1")))
print(format(Loud(3)), f"{Loud(4)}", "{:3}".format(Loud(5)))


class Stooge(float, enum.Enum):
    MOE = 3.142596


class Numbered(enum.IntEnum):
    FIRST = 1

    def __str__(self):
        return self.name


print(Stooge.fromhex("0x1.92406cca2f810p+1"), float.fromhex("0x1p3"))
print(f"{Numbered.FIRST} {Numbered.FIRST:2}", format(Numbered.FIRST))
space = types.SimpleNamespace(a=1)
space.me = space
print(space, types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1))
