import itertools as it
import operator

print(list(it.islice(it.count(10), 3)), list(it.islice(it.count(1, 0.5), 3)))
print(list(it.islice(it.cycle("ab"), 5)), list(it.repeat(7, 3)), list(it.cycle([])))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], operator.mul)),
      list(it.accumulate([1, 2], initial=100)), list(it.accumulate([])))
print(list(it.chain("ab", [1], ())), list(it.chain.from_iterable(["ab", "c"])))
print(list(it.compress("abcdef", [1, 0, 1, 0, 1, 1])))
print(list(it.dropwhile(lambda x: x < 3, [1, 4, 2])), list(it.takewhile(lambda x: x < 3, [1, 4, 2])))
print(list(it.filterfalse(lambda x: x % 2, range(6))), list(it.filterfalse(None, [0, 1, ""])))
print(list(it.islice("abcdef", 2)), list(it.islice("abcdef", 2, 5)), list(it.islice("abcdef", 1, None, 2)),
      list(it.islice("abcdef", 0, 6, 4)))
print(list(it.pairwise("abcd")), list(it.pairwise("a")), list(it.starmap(pow, [(2, 3), (3, 2)])))
print(list(it.zip_longest("ab", "xyz", fillvalue="-")), list(it.zip_longest()), list(it.zip_longest("a", [])))
a, b, c = it.tee(range(4), 3)
print(next(a), next(a), list(b), list(a), list(c))
print([(k, list(g)) for k, g in it.groupby("aaabbc")], [k for k, g in it.groupby([1, 1, 2])])
print([(k, list(g)) for k, g in it.groupby(range(6), lambda x: x // 4)])
print(it.count(5), it.count(1, 2), it.repeat("x"), it.repeat("x", 3))
print(type(it.chain()).__name__, type(it.count()).__name__, it.chain.__module__)
source = iter(range(10))
print(list(it.islice(source, 3)), next(source), list(it.islice(source, 1, 4, 2)), next(source))
x = it.chain([1], [2])
print(iter(x) is x, next(x), list(x), next(x, "end"))
