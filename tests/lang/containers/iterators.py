it = iter([1, 2, 3])
print(next(it), list(it), next(it, "done"), iter(it) is it)
print(list(zip([1, 2, 3], "ab")), list(zip()), list(enumerate("ab", 1)), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2])), list(reversed([1, 2])))
print(any([0, 1]), all([1, 0]), any([]), all([]), all(x > 0 for x in (1, 2)))
print(list(iter([4, 5, 6].pop, 4)), sum(map(int, "123")))
try:
    next(iter([]))
except StopIteration as error:
    print("stopped", error.args)
try:
    list(zip([1], [2, 3], strict=True))
except ValueError as error:
    print(error)
