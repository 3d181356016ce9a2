d = {"a": 1, "b": 2, **{"c": 3}}
d["d"] = 4
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, "z" not in d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.pop("a"), d.pop("zz", None), d.setdefault("e", 5), d.setdefault("e", 6))
d.update({"b": 20}, f=6)
print(d, d.popitem(), d)
del d["b"]
print(d, {1: 2} == {1: 2}, dict([(1, 2), (3, 4)]), dict(x=1, y=2))
print({k: v * v for k, v in zip("abc", range(3))}, dict.fromkeys("ab", 0))
print(d | {"z": 1}, list(reversed({"p": 1, "q": 2})))
d |= {"m": 9}
print(d, d.keys() & {"m", "x"}, sorted(d.keys() | {"x"}))
d.clear()
print(d, bool(d))
try:
    d["missing"]
except KeyError as error:
    print(repr(error), error)
