# What iterators tell of what is left, and what copies of them are made of.
import copy
import operator


def halfway(make, steps):
    iterator = make()
    for _ in range(steps):
        next(iterator, None)
    return iterator


makers = {
    "list": lambda: iter([1, 2, 3]),
    "tuple": lambda: iter((1, 2, 3)),
    "str": lambda: iter("abc"),
    "bytes": lambda: iter(b"abc"),
    "bytearray": lambda: iter(bytearray(b"abc")),
    "range": lambda: iter(range(2, 11, 3)),
    "range back": lambda: iter(range(11, 2, -3)),
    "long range": lambda: iter(range(1 << 70, (1 << 70) + 9, 3)),
    "dict": lambda: iter({1: 2, 3: 4, 5: 6}),
    "values": lambda: iter({1: 2, 3: 4, 5: 6}.values()),
    "items": lambda: iter({1: 2, 3: 4, 5: 6}.items()),
    "dict back": lambda: reversed({1: 2, 3: 4, 5: 6}),
    "set": lambda: iter({1, 2, 3}),
    "list back": lambda: reversed([1, 2, 3]),
    "enumerate": lambda: enumerate([7, 8, 9], 4),
    "zip": lambda: zip([1, 2, 3], "abc"),
}

for name, make in makers.items():
    for steps in 0, 1, 2, 3, 4:
        iterator = halfway(make, steps)
        hint = operator.length_hint(iterator, -1)
        twin = copy.copy(iterator)
        print(name, steps, hint, type(twin) is type(iterator), list(twin))

for name in "list", "tuple", "str", "bytes", "range", "long range", "list back":
    for state in -5, 0, 1, 2, 99:
        iterator = makers[name]()
        print(name, state, iterator.__setstate__(state), list(iterator))

changed = {1: 2}
iterator = iter(changed)
changed[3] = 4
print(operator.length_hint(iterator))
print(range(1, 9, 2).__reduce__(), slice(1, None).__reduce__())
print(copy.copy(range(1, 9, 2)), copy.deepcopy(slice(1, 2, 3)))
