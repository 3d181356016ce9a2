# Which of two equal items is kept; reversed() of what has no length.
print({"a": 1, 1: 2}.keys() & {1.0: 2}.keys(), {1: 2}.keys() & [1.0, True])
print({1: 2}.keys() & {True: 1, 2: 3}.keys(), {1: 2}.items() & {(1.0, 2)})
print(sorted({1: 2, 3: 4}.items() & {(3, 4): 0}.keys()))


class NoLength:
    def __getitem__(self, i):
        return i


class Nothing:
    pass


for cls in (NoLength, Nothing):
    try:
        reversed(cls())
    except TypeError as e:
        print(e)
