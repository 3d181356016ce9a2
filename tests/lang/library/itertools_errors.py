import itertools as it


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: it.islice("abc", -1))
attempt(lambda: it.islice("abc", 0, 1, 0))
attempt(lambda: it.islice("abc", "x"))
attempt(lambda: it.count("x"))
attempt(lambda: it.product("a", repeat=-1))
attempt(lambda: it.combinations("a", -1))
attempt(lambda: it.permutations("a", "x"))
attempt(lambda: next(it.chain(1)))
attempt(lambda: list(it.chain([1], 2)))
attempt(lambda: list(it.starmap(pow, [1])))
attempt(lambda: it.tee([], -1))
attempt(lambda: list(it.accumulate([1, "a"])))
attempt(lambda: list(it.compress([1], 5)))
attempt(lambda: next(it.repeat(1, 0)))
