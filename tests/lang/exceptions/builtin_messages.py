five, none, pair = 5, None, (1, 2)
tests = [lambda: 1 / 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1 // 0.0, lambda: [][0], lambda: ()[1], lambda: ""[0], lambda: {}["k"], lambda: {}[1.5],
         lambda: int("x"), lambda: float("y"), lambda: 1 + "a", lambda: "a" + 1, lambda: [] + (), lambda: None + 1, lambda: len(5), lambda: five(), lambda: none(),
         lambda: five[0], lambda: {}.x, lambda: x_missing, lambda: next(iter([])), lambda: pair[0:"a"], lambda: -None, lambda: 1 < None, lambda: [] < 1,
         lambda: 2 ** "a", lambda: "a" @ 1, lambda: not_defined(), lambda: iter(5), lambda: "%d" % "x", lambda: 1 in 5, lambda: {}[[]], lambda: int([]), lambda: chr(-5), lambda: "abc".index("z")]
for t in tests:
    try:
        t()
    except Exception as error:
        print(type(error).__name__, error)
