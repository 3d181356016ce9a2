# A class that says None for a special method refuses the operator, and nobody
# else is asked.


def attempt(function):
    try:
        print(function())
    except TypeError as e:
        print("TypeError", e)


class Blocked:
    __add__ = None
    __radd__ = None
    __eq__ = None
    __ne__ = None
    __lt__ = None
    __matmul__ = None
    __contains__ = None
    __getitem__ = None
    __neg__ = None
    __len__ = None
    __iter__ = None
    __call__ = None
    __hash__ = None


class Open:
    def __add__(self, other):
        return NotImplemented

    def __radd__(self, other):
        return "Open's radd"

    def __eq__(self, other):
        return True

    def __rmatmul__(self, other):
        return "Open's rmatmul"


class InPlace(Open):
    __iadd__ = None


def add_to(x, y):
    x += y
    return x


blocked, other = Blocked(), Open()
attempt(lambda: blocked + 1)
attempt(lambda: 1 + blocked)
attempt(lambda: blocked + other)
attempt(lambda: other + blocked)
attempt(lambda: add_to(blocked, 1))
attempt(lambda: add_to(InPlace(), 1))
attempt(lambda: blocked == 1)
attempt(lambda: 1 == blocked)
attempt(lambda: blocked == other)
attempt(lambda: other == blocked)
attempt(lambda: blocked != 1)
attempt(lambda: blocked < 1)
attempt(lambda: 1 > blocked)
attempt(lambda: blocked > 1)
attempt(lambda: blocked @ other)
attempt(lambda: [blocked] == [1])
attempt(lambda: 1 in blocked)
attempt(lambda: 1 not in blocked)
attempt(lambda: blocked[0])
attempt(lambda: -blocked)
attempt(lambda: len(blocked))
attempt(lambda: list(blocked))
attempt(lambda: blocked())
attempt(lambda: hash(blocked))
attempt(lambda: {blocked})


class NotIterable:
    __iter__ = None

    def __getitem__(self, index):
        return [1, 2][index]


attempt(lambda: iter(NotIterable()))
attempt(lambda: list(NotIterable()))
attempt(lambda: 1 in NotIterable())
attempt(lambda: [*NotIterable()])
