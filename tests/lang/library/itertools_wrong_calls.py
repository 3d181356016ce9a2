# What itertools and functools say of wrong calls; what they have.
import functools
import itertools


class Chain(itertools.chain):
    def __init__(self, *iterables, label):
        self.label = label


def tried(function, *args, **named):
    try:
        print(list(function(*args, **named)))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


for name in ("cycle", "pairwise", "dropwhile", "filterfalse", "starmap",
             "takewhile", "islice", "chain"):
    function = getattr(itertools, name)
    if name != "chain":
        tried(function)
        tried(function, 1, 2, 3, 4, 5)
    tried(function, label=1)
    tried(function, [1], [2], label=1)
for name in ("accumulate", "combinations", "combinations_with_replacement",
             "compress", "groupby", "permutations"):
    tried(getattr(itertools, name))
    tried(getattr(itertools, name), 5, 5)
tried(itertools.combinations, [1])
tried(itertools.combinations, 5, "a")
tried(itertools.compress, [1])
tried(itertools.tee, [1], -1)
tried(itertools.tee)
tried(itertools.repeat, 1, None)
tried(functools.reduce)
tried(functools.reduce, max)
tried(functools.reduce, max, 5)
tried(functools.reduce, max, [], 1, 2)


class Fails:
    def __iter__(self):
        raise ValueError("asked first")


tried(zip, Fails(), 5)
print(Chain([1], [2], label="x").label, list(Chain([1], [2], label="x")))
print(next(itertools.count(True)), [n for n in dir(itertools) if n[0] != "_"])
key = functools.cmp_to_key(lambda a, b: a - b)
print(key(1) < key(2), key(1) == key(1), key(2) >= key(3))
try:
    key(1) < 5
except TypeError as e:
    print(e)
