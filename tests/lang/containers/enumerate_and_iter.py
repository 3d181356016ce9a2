print(list(enumerate("ab", 5)), list(enumerate("ab", True)), next(enumerate("z")))
for bad in (lambda: enumerate("a", 1.5), lambda: enumerate(5), lambda: iter(5, 6), lambda: iter(5)):
    try:
        bad()
        print("no error")
    except TypeError as error:
        print(error)
class I:
    def __index__(self): return 7
print(list(enumerate("x", I())), list(iter([1, 2, 3].pop, 2)))
