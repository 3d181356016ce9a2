# A deque with maxlen drops at the other end; copies keep it.
import copy
from collections import deque

d = deque(range(10), maxlen=3)
print(d, d.maxlen)
d.append(10)
print(d)
d.appendleft("first")
print(d)
d.extend([1, 2, 3, 4])
print(d)
d.extendleft("abcd")
print(d)
print(d.copy(), d.copy().maxlen, copy.copy(d), copy.deepcopy(d))
try:
    d.insert(0, 1)
except IndexError as error:
    print(error)
print(deque([1, 2], 0), deque("abc", None).maxlen)


class Window(deque):
    def __init__(self, size):
        super().__init__(maxlen=size)
        self.seen = 0

    def append(self, item):
        self.seen += 1
        super().append(item)


w = Window(2)
for i in range(5):
    w.append(i)
print(w, w.seen, list(w), isinstance(w, deque))
nested = deque([1])
nested.append(nested)
print(nested)


class Index:
    def __index__(self):
        return 1


print(deque("abc")[Index()])
