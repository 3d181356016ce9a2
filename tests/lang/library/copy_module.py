import copy
from collections import OrderedDict, defaultdict, deque


class Node:
    def __init__(self, value):
        self.value = value
        self.next = self


a = [1, [2, 3], {"k": (4, [5])}]
b = copy.copy(a)
c = copy.deepcopy(a)
a[1].append(9)
print(b, c, b[1] is a[1], c[2]["k"] is a[2]["k"])
n = copy.deepcopy(Node([1]))
print(n.next is n, n.value)
m = copy.copy(n)
print(m.value is n.value, m is n)


class Own:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


print(copy.copy(Own()), copy.deepcopy([Own()]))
for value in (1, "s", None, (1, 2), frozenset([1]), print, int, 1.5, b"x", range(3), ...):
    print(copy.copy(value) is value, copy.deepcopy(value) == value, end=" ")
print()
print(copy.deepcopy(OrderedDict(a=[1])), copy.deepcopy(defaultdict(list, x=[1])), copy.copy(deque([1])),
      copy.deepcopy({1, 2}), copy.copy(bytearray(b"z")))


class Slots:
    __slots__ = ("a", "b")


s = Slots()
s.a = [1]
t = copy.deepcopy(s)
print(t.a, t.a is s.a, hasattr(t, "b"))


class State:
    def __init__(self):
        self.x = 1
        self.cache = "big"

    def __getstate__(self):
        return {"x": self.x}

    def __setstate__(self, state):
        self.x = state["x"] + 1


print(copy.copy(State()).__dict__)


class Reduced:
    def __init__(self, a):
        self.a = a

    def __reduce__(self):
        return Reduced, (self.a * 2,)


print(copy.copy(Reduced(2)).a)
print(copy.copy(ValueError("x", 1)).args, copy.Error)
