# Functions that CPython has in C are not bound by a class that holds them, are
# members in an enum, and print as what they are.
import bisect
import enum
import functools
import heapq
import math
import operator
import threading


class Node:
    operation = operator.add
    push = heapq.heappush
    place = bisect.bisect_left
    who = threading.get_ident
    load = __import__

    def __init__(self, *values):
        self.values = values

    def result(self):
        return functools.reduce(self.operation, self.values)


class Times(Node):
    operation = operator.mul


node, heap = Times(2, 3, 7), []
node.push(heap, 5)
print(Node(1, 2).result(), node.result(), heap, node.place([1, 3], 2))
print(node.who() == threading.get_ident(), node.load("math") is math)


class Operation(enum.Enum):
    ADD = operator.add
    LOG = math.log
    PUSH = heapq.heappush
    JOIN = "-".join
    UPPER = str.upper

    def __call__(self, *values):
        return self.value(*values)


print(list(Operation.__members__), Operation.ADD(1, 2))
print(operator.add, {"<": operator.lt}, heapq.heappop, bisect.insort)
print(hasattr(operator.add, "__get__"), operator.sub.__name__)
for wrong in (lambda: operator.concat(1, 2), lambda: operator.concat({}, {}),
              lambda: operator.concat(range(2), [1]),
              lambda: operator.index("a"), lambda: operator.neg("a"),
              lambda: bisect.bisect([1], 1, -1)):
    try:
        print(wrong())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
left = [1]
print(operator.iadd(left, (2,)), left, operator.iconcat(left, [3]) is left)
print(operator.__not__(1), operator.contains("abc", "b"), operator.ixor(5, 1))
letters = [("a", 1), ("c", 3)]
bisect.insort(letters, ("b", 2), key=operator.itemgetter(1))
print(letters, bisect.bisect(letters, 3, key=lambda pair: pair[1]))
print(hasattr([].append, "__get__"), hasattr(Node().result, "__get__"))
