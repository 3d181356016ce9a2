# Changing a deque ends its iterators; items of a user's class are compared.
from collections import deque

d = deque([1, 2, 3])
try:
    for item in d:
        print(item)
        d.append(item)
except RuntimeError as error:
    print(error)
it = iter(d)
print(next(it), next(it), list(it), list(it))


class Same:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Same) and self.n == other.n

    def __repr__(self):
        return f"Same({self.n})"


d = deque([Same(1), Same(2)])
print(d, Same(2) in d, d.index(Same(2)), d.count(Same(1)))
d.remove(Same(1))
print(d, d == deque([Same(2)]), d != deque([Same(3)]))
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], big[-1], sum(big))
