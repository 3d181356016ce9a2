print({x: x * x for x in range(4)}, {v: k for k, v in {"a": 1}.items()}, {c for c in "aab"} == {"a", "b"})
print({(i, j): i + j for i in range(2) for j in range(2) if i != j}, {k: {} for k in "ab"})
groups = {}
for word in ["apple", "avocado", "bean", "beet", "corn"]:
    groups.setdefault(word[0], []).append(word)
print(groups)
