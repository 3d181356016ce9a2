x = "outer"
print([x for x in range(3)], x)
print({x: 1 for x in "ab"}, x, list(x for x in "cd"), x)
funcs = [lambda: i for i in range(3)]
print([f() for f in funcs])
print([[j * i for j in range(3)] for i in range(3)], [y for x in [[1], [2, 3]] for y in x])
print([(a, b) for a in range(3) if a for b in range(a)], [y := 5, y**2], y)
