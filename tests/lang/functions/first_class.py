def apply(f, *args): return f(*args)
table = {"add": lambda a, b: a + b, "max": max, "str": str}
print(apply(table["add"], 1, 2), apply(table["max"], 5, 3), apply(table["str"], 9), apply(sorted, [2, 1]))
print([f(4) for f in (float, str, bin, lambda x: x**2)], list(map(max, [1, 5], [3, 2])), max([1, -9], key=abs))
