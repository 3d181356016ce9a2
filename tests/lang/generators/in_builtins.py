def g(n):
    for i in range(n):
        yield n - i
print(sorted(g(4)), min(g(3)), max(g(3)), sum(g(3)), list(enumerate(g(2))), dict(zip(g(2), "ab")), set(g(3)) == {1, 2, 3})
print(list(map(str, g(3))), list(filter(lambda x: x > 1, g(3))), list(reversed(list(g(3)))), tuple(g(2)), "-".join(map(str, g(3))))
a, *b = g(4)
print(a, b, [*g(2), *g(1)], 2 in g(3), 9 in g(3), print(*g(3)), list(zip(g(3), g(2))), any(x == 2 for x in g(3)))
x = [0, 0, 0]
x[1:2] = g(3)
x.extend(g(1)); x += g(1)
print(x, bytes(g(3)), frozenset(g(1)), dict.fromkeys(g(2)))
