class Env(dict):
    def __init__(self, names, values, outer=None):
        super().__init__(zip(names, values))
        self.outer = outer


class Stack(list):
    def __init__(self, *items, limit=3):
        super().__init__(items[:limit])


class Letters(set):
    def __init__(self, a, b):
        self.update(a)
        self |= set(b)


def make(kind, *args):
    return [kind(*args)][0] or kind(*args)


e = Env("ab", (1, 2), outer="o")
print(e, e.outer, len(e), type(e).__name__, {**e}, dict(e) == {"a": 1, "b": 2})
print(Stack(1, 2, 3, 4), Stack(5, 6, limit=1), sorted(Letters("ab", "bc")))
print(make(Stack, 7, 8), make(Env, "x", [0], None), list(map(Stack, [1], [2])))
for bad in (lambda: dict(1, 2), lambda: list(1, 2), lambda: set(1, 2)):
    try:
        bad()
    except TypeError as error:
        print(error)
