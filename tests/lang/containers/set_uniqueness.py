print(len({1, 1.0, True}), len({0, False, 0.0, -0.0}), len({"1", 1}), len({(1, 2), (1, 2)}))
seen, unique = set(), []
for x in [3, 1, 3, 2, 1]:
    if x not in seen:
        seen.add(x)
        unique.append(x)
print(unique, sorted(set("mississippi")))
