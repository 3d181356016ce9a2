print(list(enumerate("abc", 1)), list(zip([1, 2, 3], "ab")))
print(list(map(lambda a, b: a + b, [1, 2], [10, 20])))
print(list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2, 3])))
print(any([0, 1]), all([0, 1]), any([]), all([]), sum([1, 2.5]), sum([], 7))
print(min(3, 1, 2), max([4, 9]), min([], default="none"), sum([[1], [2]], []))
print(len("abc"), abs(-2.5), isinstance(1, (str, int)), callable(print))
print(next(iter([1])), next(iter([]), "end"), repr("a"), str(1.0), bool([]))
print(list(zip(*[(1, 2), (3, 4)])), dict(enumerate("ab")))
print(type(1), type("a").__name__, isinstance(True, int), id(1) == id(1))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as error:
    print(error)
