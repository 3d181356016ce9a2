# What lists and tuples ask of the length of what they are made of.


class Counted:
    def __init__(self, length=None, hint=None):
        self.length, self.hint = length, hint

    def __iter__(self):
        print("iter", end=" ")
        return Steps()

    def __length_hint__(self):
        print("hint", end=" ")
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


class Sized(Counted):
    def __len__(self):
        print("len", end=" ")
        if isinstance(self.length, Exception):
            raise self.length
        return self.length


class Steps:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        print("again", end=" ")
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        print("next", end=" ")
        return self.left


def show(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


def extended(items):
    made = ["first"]
    made.extend(items)
    return made


def added(items):
    made = ["first"]
    made += items
    return made


SIZES = [Counted(hint=2), Counted(hint=NotImplemented), Counted(hint="2"),
         Counted(hint=-1), Counted(hint=TypeError("asked")),
         Counted(hint=KeyError("asked")), Sized(2), Sized("2", 3),
         Sized(-1, 3), Sized(TypeError("asked"), 3), Sized(OSError("asked"))]
for items in SIZES:
    show(lambda: list(items))
    show(lambda: tuple(items))
for items in SIZES[0], SIZES[6]:
    show(lambda: extended(items))
    show(lambda: added(items))
    show(lambda: [*items, 5])
    show(lambda: sorted(items))
    show(lambda: print(*items))
    show(lambda: set(items))
    show(lambda: bytes(items))
    show(lambda: "".join(items))
    show(lambda: list(items.__iter__()))
