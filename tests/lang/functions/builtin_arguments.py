for bad in (lambda: len(), lambda: len(1, 2), lambda: len(5), lambda: abs("a"), lambda: ord(), lambda: isinstance(1),
            lambda: print(sepp=1), lambda: int("1", base="x"), lambda: sum(5), lambda: range(1, 2, 3, 4),
            lambda: chr("a"), lambda: isinstance(1, 5), lambda: getattr(1), lambda: iter(5), lambda: next([]), lambda: "".join(5)):
    try:
        bad()
    except TypeError as error:
        print(error)
