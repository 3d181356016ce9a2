# What __slots__ may name beside which bases, and what the class then has.


def attempt(action):
    try:
        return action()
    except Exception as e:
        return type(e).__name__, str(e)


def names(bases, slots):
    return attempt(lambda: list(vars(type("X", bases, {"__slots__": slots}))))


class Plain:
    pass


class Weak:
    __slots__ = "__weakref__"


class Pair:
    __slots__ = "a", "b"


class Other:
    __slots__ = ("c",)


class Triple(Pair):
    __slots__ = "d"


for bases in ((), (Plain,), (Weak,), (Pair,), (Other, Pair), (Pair, Plain),
              (Plain, Pair), (Weak, Pair), (Weak, Plain), (Triple, Pair),
              (int,), (tuple,), (list,), (Exception,), (type,), (Pair, list),
              (Plain, list), (Pair, Exception), (list, dict), (list, Exception),
              (type, Plain), (OSError, StopIteration), (KeyError, ValueError),
              (bool,)):
    print([cls.__name__ for cls in bases])
    for slots in ((), ("x",), "__dict__", "__weakref__",
                  ("__dict__", "__weakref__"), ("__x", "a"),
                  ("__dict__", "__dict__"), ["x", "x"], (1,), ("a b",),
                  {"k": "text"}):
        print("  ", slots, names(bases, slots))


class Both(Plain, Pair):
    pass


print(Both.__base__, Triple.__base__, type("L", (Plain, list), {}).__base__)
print(attempt(lambda: setattr(Triple(), "z", 1)))
print(attempt(lambda: setattr(Both(), "z", 1)))
