# Positions of any size, with a __eq__ of the user's own too.
class Same:
    def __eq__(self, other):
        return True

    def __repr__(self):
        return "Same()"


for items in ([1, 2, 3], (1, 2, 3)):
    for args in ((0, 2**70), (-2**70,), (2**50,), (2**70,), (1, 2**48), (-1,),
                 (0, -2**70), (-2**50, 2**50)):
        for x in (3, Same()):
            try:
                print(items.index(x, *args))
            except ValueError as e:
                print(e)
for f in (lambda: sum(3, "a"), lambda: sum(["a"], ""), lambda: sum([], b""),
          lambda: sum([b"a"], bytearray()), lambda: sum(3), lambda: sum(["a"])):
    try:
        print(f())
    except TypeError as e:
        print(e)
for f in (getattr, hasattr, delattr, lambda o, n: setattr(o, n, 1),
          object.__getattribute__):
    try:
        f(object(), 5)
    except TypeError as e:
        print(e)
