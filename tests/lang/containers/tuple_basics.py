t = (1, "a", [2])
print(t, t[0], t[-1], t[1:], len(t), t + (3,), t * 2, (1,), (), tuple("ab"), 1 in t)
t[2].append(3)
print(t, t.count(1), t.index("a"), (1, 2) < (1, 3), (1, 2) == (1, 2), hash((1, 2)) == hash((1, 2)))
a, (b, c), *d = 1, (2, 3), 4, 5
print(a, b, c, d)
for bad in (lambda: t.__setitem__(0, 1), lambda: t[5], lambda: hash(t), lambda: t.index(9), lambda: t + [1], lambda: t.append(1)):
    try:
        bad()
    except (TypeError, IndexError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
