# What `match` takes for a sequence and for a mapping: what collections.abc says.
import collections
import collections.abc
import types


def kind(x):
    match x:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
        case _:
            return "neither"


class Row(collections.abc.Sequence):
    def __getitem__(self, i):
        return i

    def __len__(self):
        return 42


class Derived(Row):
    pass


class Registered:
    pass


class Below(Registered):
    pass


print(kind(Registered()), kind(Below()))
collections.abc.Mapping.register(Registered)
print(kind(Registered()), kind(Below()))
for x in (Row(), Derived(), [], (), range(3), collections.deque(), memoryview(b""),
          "text", b"bytes", bytearray(), {1, 2}, iter([]), 5):
    print(type(x).__name__, kind(x))
for x in ({}, collections.UserDict(), collections.Counter(), collections.ChainMap(),
          types.MappingProxyType({}), collections.UserList(), collections.UserString("")):
    print(type(x).__name__, kind(x))


class Both(collections.UserDict, collections.abc.Sequence):
    pass


print(kind(Both()))

# What stands for `*_` is not asked for.
match Row():
    case [x, *_, y, z]:
        print(x, y, z)
match range(1 << 40):
    case x, y, *_:
        print(x, y)
match collections.UserDict({0: 1, 2: 3}):
    case {2: 3, **rest}:
        print(rest)


class Keys:
    KEY = "a"


try:
    match {"a": 0, "b": 1}:
        case {Keys.KEY: y, "a": z}:
            print("matched")
except ValueError as error:
    print(error)
