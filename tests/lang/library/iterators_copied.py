# What copies of the iterators of itertools and of the builtin functions are.
import copy
import itertools
import operator


def both(iterator, steps):
    for _ in range(steps):
        next(iterator)
    other = copy.copy(iterator)
    a = list(itertools.islice(other, 6))
    return a, list(itertools.islice(iterator, 6))


makers = [
    lambda: itertools.count(5),
    lambda: itertools.count(1.5, 0.5),
    lambda: itertools.repeat("a", 4),
    lambda: itertools.repeat("b"),
    lambda: itertools.chain(range(4)),
    lambda: itertools.combinations("abcd", 2),
    lambda: itertools.combinations_with_replacement("abc", 2),
    lambda: itertools.permutations("abc"),
    lambda: itertools.permutations("abc", 2),
    lambda: itertools.product("ab", [1, 2, 3]),
    lambda: itertools.product("ab", repeat=2),
    lambda: itertools.combinations("a", 2),
]
for make in makers:
    for steps in 0, 1, 2:
        try:
            print(both(make(), steps))
        except StopIteration:
            print("stop")
for make in (lambda: map(str, [1, 2, 3]), lambda: filter(None, [0, 1, 2, 3]),
             lambda: zip("abc", [1, 2, 3]), lambda: enumerate("abc", 7),
             lambda: reversed("abc"), lambda: map(pow, [1, 2], [3, 4]),
             lambda: zip("ab", "cd", strict=True),
             lambda: itertools.cycle("abc"),
             lambda: itertools.accumulate([1, 2, 3]),
             lambda: itertools.accumulate([1, 2], operator.mul, initial=5),
             lambda: itertools.compress("abc", [1, 1, 1]),
             lambda: itertools.dropwhile(bool, [1, 0, 1, 2]),
             lambda: itertools.takewhile(bool, [1, 1, 0, 2]),
             lambda: itertools.filterfalse(None, [0, 1, 0]),
             lambda: itertools.starmap(pow, [(2, 3), (3, 2)]),
             lambda: itertools.islice("abcdef", 1, 6, 2),
             lambda: itertools.zip_longest("ab", [1, 2], fillvalue="-"),
             lambda: itertools.groupby("aab"),
             lambda: iter(iter("abc").__next__, "c")):
    iterator = make()
    for _ in range(2):
        deep = copy.deepcopy(iterator)
        if type(deep) is itertools.groupby:
            print([(k, list(g)) for k, g in deep])
        else:
            print(type(deep).__name__, list(itertools.islice(deep, 5)))
        next(iterator)
a, b = itertools.tee("abcde")
next(a)
c = copy.copy(a)
d = copy.deepcopy(b)
print(list(a), list(b), list(c), list(d), type(a).__name__)
a, b = itertools.tee(itertools.tee("xyz")[1])
print(next(a), *a, *b)
print(itertools.chain("a").__reduce__()[1], itertools.count(3).__reduce__())
print(itertools.product("ab", "c").__reduce__())
print(itertools.combinations("abc", 2).__reduce__())
print(itertools.repeat(1, 2).__reduce__(), itertools.repeat(1).__reduce__())
p = itertools.product("ab", "cd")
p.__setstate__((1, 0))
print(list(p))
p.__setstate__((-4, 99))
print(list(p))
c = itertools.cycle("abc")
c.__setstate__((list("defg"), 0))
print([next(c) for _ in range(12)])
for bad in (lambda: p.__setstate__((1,)), lambda: c.__setstate__([]),
            lambda: itertools.chain().__setstate__(()),
            lambda: itertools.chain().__setstate__((1, 2)),
            lambda: itertools.permutations("ab").__setstate__(5)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
