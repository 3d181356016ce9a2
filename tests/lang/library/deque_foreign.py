# The methods of a deque take nothing else, and leave nothing in it.
from collections import deque


class Empty:
    pass


class Own(deque):
    pass


class Late(deque):
    def __init__(self, *items):
        self.extend(items)


METHODS = {"append": 1, "appendleft": 1, "pop": 0, "popleft": 0, "clear": 0,
           "rotate": 0, "extend": 1, "extendleft": 1, "__len__": 0,
           "__getitem__": 1, "__setitem__": 2, "__delitem__": 1,
           "__init__": 0}

empty = Empty()
error = ValueError(1)
for name, count in METHODS.items():
    for thing in (empty, error, 5, [1]):
        try:
            print(getattr(deque, name)(thing, *[0] * count))
        except TypeError as raised:
            print(name, raised)
print(vars(empty), vars(error), error.args)
deque.append(own := Own(), 1)
deque.append(late := Late(2), 3)
deque.append(new := deque.__new__(deque), 4)
print(own, late, new)
