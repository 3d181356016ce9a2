# What natives find in a container, they find as loops do.


class Loud:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        print("asked", self.truth)
        return self.truth


# any() and all() ask no further than they must.
print(any([0, 1, Loud(True)]), all([1, 0, Loud(True)]))
print(any((0, Loud(False), Loud(True), Loud(True))))
print(all([1, Loud(True), Loud(False), Loud(False)]))
print(any({"": 1}), all(set()), any("a"), all(range(3)), any(range(0)))

# A list goes into itself.
items = [1, 2, 3]
items.extend(items)
items += items
items += tuple(items[:2])
print(items, list(items) is items, tuple(items)[:3])

# Sums leave the small ints and come back, and other numbers go in between.
print(sum([2 ** 46, 2 ** 46, 2 ** 46, -2 ** 46]))
print(sum([2 ** 63, -2 ** 63, 5, True, 1.5, 2]), sum([1, 2, 1j]))
print(sum([1, 2], start=0.5), sum([], start=7), sum([True, True]))
try:
    sum([1, 2, "3"])
except TypeError as error:
    print(error)

# So do the greatest and the least; the first of equal ones is it.
print(max([1, 2.5, 2, True]), min([3, 2 ** 70, -1.5, 0, False]))
print(max([1, True, 1.0]), min([True, 1, 1.0]), max([0.0, -0.0, 0]))
nan = float("nan")
print(max([1, nan, 2]), max([nan, 1, 2]), min(3, nan, 1))

# What is in order already stays, and equal items keep theirs.
pairs = [(1, "a"), (1, "b"), (2, "c"), (2, "d")]
print(sorted(pairs, key=lambda pair: pair[0]))
print(sorted(pairs, key=lambda pair: pair[0], reverse=True))
print(sorted([1, True, 1.0, 0]), sorted([1, True, 1.0], reverse=True))
print(sorted(range(100)) == list(range(100)),
      sorted(range(100), reverse=True) == list(range(99, -1, -1)))

# Identical is equal, to index(), count() and in.
values = [0, -1, nan, 1.0, True, "x", 2 ** 80]
print(values.index(nan), values.count(1), nan in values, 2 ** 80 in values)
print(values.index(1), values.index(True), -1.0 in values, False in values)
