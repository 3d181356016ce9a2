def key(x):
    raise ValueError(f"key {x}")
class Bad:
    def __eq__(self, o): raise RuntimeError("eq")
    def __hash__(self): return 1
    def __iter__(self): raise RuntimeError("iter")
    def __len__(self): raise RuntimeError("len")
    def __str__(self): raise RuntimeError("str")
    def __bool__(self): raise RuntimeError("bool")
    def __lt__(self, o): raise RuntimeError("lt")
    def __getitem__(self, i): raise RuntimeError("getitem")
b = Bad()
for t in (lambda: sorted([1], key=key), lambda: list(map(key, [2])), lambda: max([3], key=key), lambda: [1].index(b), lambda: b in [1], lambda: list(b),
          lambda: len(b), lambda: str(b), lambda: f"{b}", lambda: "%s" % b, lambda: not b, lambda: sorted([b, b]), lambda: b[0], lambda: [0, b].count(2), lambda: {1: 2}[b], lambda: print(b)):
    try:
        t()
    except (ValueError, RuntimeError) as error:
        print(type(error).__name__, error)
