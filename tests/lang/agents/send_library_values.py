# gc every: 256
# Values of the library's classes travel: a deque, a dict subclass, a named
# tuple, a dataclass.
# expect: deque([1, 2, 3], maxlen=3) 3
# expect: defaultdict(<class 'list'>, {'k': [1]})
# expect: OrderedDict([('b', 1), ('a', 2)])
# expect: Point(x=1, y=2) Counter({'a': 2})
# expect: Item(name='n', price=2)
# expect: done 6
import functools
import midge
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass

Point = namedtuple("Point", "x y")


@dataclass
class Item:
    name: str
    price: int


def child(parent):
    for _ in range(5):
        value = midge.receive()
        if isinstance(value, deque):
            print(value, value.maxlen)
        elif isinstance(value, tuple):
            print(value, midge.receive())
        else:
            print(value)
    parent.send(functools.reduce(lambda a, b: a + b, [1, 2, 3]))


def main():
    agent = midge.spawn(child, midge.me())
    agent.send(deque([0, 1, 2, 3], maxlen=3))
    agent.send(defaultdict(list, k=[1]))
    agent.send(OrderedDict(b=1, a=2))
    agent.send(Point(1, 2))
    agent.send(Counter("aab") - Counter("b"))
    agent.send(Item("n", 2))
    print("done", midge.receive())


if __name__ == "__main__":
    main()
