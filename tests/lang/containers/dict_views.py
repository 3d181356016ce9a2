d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
d["c"] = 3
print(keys, values, items, len(keys), "c" in keys, ("a", 1) in items, 3 in values)
print(sorted(keys & {"a", "z"}), sorted(keys | {"z"}), sorted(keys - {"a"}), sorted(keys ^ {"a", "q"}))
print(keys == {"a", "b", "c"}, items == {("a", 1), ("b", 2), ("c", 3)}, keys.isdisjoint(["x"]))
