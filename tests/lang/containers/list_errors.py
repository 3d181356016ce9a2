a = [1, 2, 3]
for action in (lambda: a[3], lambda: a[-4], lambda: a["x"], lambda: a.pop(9),
               lambda: a.remove(9), lambda: a.index(9), lambda: [].pop(),
               lambda: a + (1,), lambda: a * 1.5, lambda: [1] < ["a"],
               lambda: a.__setitem__(5, 1), lambda: sorted([1, "a"])):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
try:
    a[::2] = [1]
except ValueError as error:
    print(error)
