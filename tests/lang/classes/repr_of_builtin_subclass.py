# The __repr__ of builtins, asked by those that derive from them.
for base, value in ((bytearray, b"x"), (set, [1]), (frozenset, [1]), (list, [1]),
                    (dict, {1: 2}), (tuple, [1]), (str, "a"), (bytes, b"a"),
                    (int, 5), (float, 1.5), (complex, 1j)):
    class Told(base):
        def __repr__(self):
            return "<" + super().__repr__() + ">"

    class Plain(base):
        pass

    print(repr(Told(value)), Told(value).__str__())
    if base is not bytearray:
        print(str(Told(value)), f"{Told(value)}")
    print(base.__repr__(Plain(value)), f"{Plain(value)!r}", format(Plain(value)))
