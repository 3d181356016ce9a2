d = {"a": 1}
for bad in (lambda: d["zz"], lambda: d.pop("zz"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: d[{}],
            lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: d + d, lambda: d < d, lambda: d.__delitem__(5), lambda: d.update(5)):
    try:
        bad()
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
