from collections import defaultdict

d = defaultdict(list)
for word in "the cat the dog a cat".split():
    d[word[0]].append(word)
print(d, len(d), dict(d))
print(d["new"], "other" in d, d.get("other"))
n = defaultdict(int, {"a": 1}, b=2)
n["c"] += 5
print(n, n.default_factory, sorted(n.items()))
nothing = defaultdict(None, x=1)
try:
    nothing["y"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(5)
except TypeError as error:
    print(error)
c = n.copy()
c["z"]
print(c, n, type(c).__name__, n == {"a": 1, "b": 2, "c": 5})
print(n | {"q": 9}, {"q": 9} | n)
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(list(t), list(t["a"]), t["a"]["b"]["c"])


class Squares(defaultdict):
    def __missing__(self, key):
        value = self[key] = key * key
        return value


s = Squares()
print(s[4], s[5], s)
del n["a"]
print(n, [k for k in n], n.pop("b"), n.setdefault("k", 3))
