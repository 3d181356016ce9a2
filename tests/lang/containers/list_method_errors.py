a = [1, 2]
for bad in (lambda: a.remove(9), lambda: a.index(9), lambda: [].pop(), lambda: a.pop(5),
            lambda: a[2], lambda: a["x"], lambda: a + (1,), lambda: a * 1.5, lambda: a < 3,
            lambda: a.extend(5), lambda: a.append(), lambda: [1, "a"].sort(), lambda: a.nope):
    try:
        bad()
    except (ValueError, IndexError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
