print(min(3, 1, 2), max(3, 1, 2), min([5, 4]), max("hello"), min((2.5, 2)))
print(max([], default=0), min([], default=None), sum([]), sum([1, 2], 10))
print(max(["aa", "b", "cccc"], key=len), min([-3, 2, 1], key=abs))
print(sum([[1], [2, 3]], []), sum((0.1,) * 10), sum(x * x for x in range(5)))
for bad in (lambda: max([]), lambda: max(5), lambda: sum(["a"])):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(error)
