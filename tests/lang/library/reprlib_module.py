import reprlib

print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}))
r = reprlib.Repr()
r.maxlist = 2
print(r.repr([1, 2, 3]), r.repr((1,)), r.repr({3, 1}), r.repr(10 ** 60))


class Loop(list):
    @reprlib.recursive_repr("<...>")
    def __repr__(self):
        return "Loop(" + ", ".join(map(repr, self)) + ")"


l = Loop([1])
l.append(l)
print(l)
