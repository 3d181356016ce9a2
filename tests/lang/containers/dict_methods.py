d = {"a": 1, "b": 2}
print(d["a"], d.get("z"), d.get("z", 0), "a" in d, 1 in d, len(d))
print(list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.pop("a"), d.pop("zz", "gone"), d, d.setdefault("c", []), d.setdefault("b", 9))
d["c"].append(5); print(d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); print(d)
print(d.popitem(), d.copy() == d, dict.fromkeys("ab", 0), dict.fromkeys([1]))
del d["x"]; print(d); d.clear(); print(d, not d)
print(dict(a=1), dict([(1, 2)]), dict({1: 2}, b=3), dict(zip("ab", [1, 2])))
