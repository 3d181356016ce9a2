grade = lambda s: "A" if s > 90 else "B" if s > 80 else "C"
print([grade(s) for s in (95, 85, 10)], (1 if True else 1 / 0), [1, 2][0 if [] else 1], "x" * (3 if 1 else 0))
print((lambda: 1 if 0 else 2)(), [i if i % 2 else -i for i in range(4)], not 1 if 0 else "z")
