# + and * of sequences, called as methods: they refuse what they cannot do, and
# operators go on to the other operand all the same.
class Index:
    def __index__(self):
        return 2


class Right:
    def __radd__(self, other):
        return "radd", other

    def __rmul__(self, other):
        return "rmul", other


class Items(list):
    def __add__(self, other):
        return Items(super().__add__(other))


class Text(str):
    pass


def tried(function):
    try:
        print(function())
    except TypeError as e:
        print("TypeError", e)


for sequence in [1], (1,), "a", b"a", bytearray(b"a"):
    print(type(sequence).__name__)
    for other in 2, True, Index(), 1.5, None, "b", [2], (2,), b"b", Right():
        for name in "__add__", "__mul__", "__rmul__":
            try:
                print(name, getattr(sequence, name)(other))
            except TypeError as e:
                print(name, "TypeError", e)
    print(sequence + Right(), sequence * Right())
    tried(lambda: sequence + 1)
    tried(lambda: 1 + sequence)
    tried(lambda: sequence * 1.5)
    tried(lambda: "x" * sequence)
    print(sequence * Index() == sequence * 2)
print(Items([1]) + [2], type(Items([1]) + [2]).__name__)
tried(lambda: Items([1]) + 2)
tried(lambda: Items([1]) + (2,))
print(Items([1]) * Right(), Text("a") + Right(), Text("a") * Index())
tried(lambda: Text("a") + 1)
tried(lambda: 1 + Text("a"))
tried(lambda: Text("a") * None)
tried(lambda: Items() * "a")
print(b"a".__eq__("a"), bytearray(b"a").__eq__(b"a"), b"a".__ne__([1]),
      (1j).__eq__("a"), (1j).__eq__(1), slice(1).__eq__(1))
print(range(0).__bool__(), range(2).__bool__(), None.__bool__())
