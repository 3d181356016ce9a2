# vm-only: CPython's iterators are no generators
# What iterates for a builtin type shows nothing of how it does so.
import collections
import sys


def use():
    return sys._getframe().f_code.co_name


items = collections.deque([1, 2])
found = [iter(items), reversed(items), iter(memoryview(b"ab")),
         use.__code__.co_lines()]
for iterator in found:
    print(getattr(iterator, "gi_frame", None))
next(found[0])
items.append(3)
try:
    next(found[0])
except RuntimeError as e:
    print(e)
print(use(), [use() for _ in range(3)])
