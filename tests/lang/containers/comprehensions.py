print([x * x for x in range(6) if x % 2], {x: -x for x in range(3)})
print([(x, y) for x in range(3) for y in range(x)])
print([[j for j in range(i)] for i in range(4)])
matrix = [[1, 2], [3, 4]]
print([row[i] for i in range(2) for row in matrix])
x = "outer"
print([x for x in range(3)], x)
print(sum(n * n for n in range(10)), max((len(w), w) for w in ["a", "bbb"]))
print([y := 5, y * 2], [last := n for n in range(3)], last)
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])


class Scope:
    items = [1, 2]
    doubled = [n * 2 for n in items]


print(Scope.doubled, list(a for a in [] or [7]))
