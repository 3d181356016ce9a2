# References that do not keep their object alive, and their callbacks.
import gc
from _weakref import ReferenceType, getweakrefcount, getweakrefs, ref


class Node:
    def __init__(self, name):
        self.name = name


node = Node("a")
plain = ref(node)
print(plain() is node, plain is ref(node), type(plain) is ReferenceType)
print(plain.__callback__, getweakrefcount(node), getweakrefcount(Node("b")))


def told(reference):
    print("told", reference is with_callback, reference())


with_callback = ref(node, told)
second = ref(node, lambda reference: print("second", reference is second))
print(getweakrefcount(node), getweakrefs(node) == [plain, second, with_callback])
print(with_callback.__callback__ is told, plain == with_callback, plain != second)
print(hash(plain) == hash(node))
del node
gc.collect()
print(plain(), with_callback(), with_callback.__callback__)
print(plain == with_callback, plain == plain, hash(plain) == hash(plain))
unhashed = ref(Node("c"))
gc.collect()
try:
    hash(unhashed)
except TypeError as e:
    print(e)

# A callback whose reference has died first is never called.
kept = Node("d")
dropped = ref(kept, lambda reference: print("never"))
del dropped
gc.collect()
del kept
gc.collect()


# Equality and hash are those of what is referred to.
class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __hash__(self):
        return hash(self.x)


p, q = Point(3), Point(3)
print(ref(p) == ref(q), ref(p) != ref(q), hash(ref(p)) == hash(3))
table = {ref(p): "three"}
print(table[ref(q)], ref(q) in table)

# In cycles, through containers, over many collections.
ring = [Node(i) for i in range(5)]
for i, n in enumerate(ring):
    n.next = ring[i - 1]
refs = [ref(n) for n in ring]
del n
for _ in range(3):
    gc.collect()
print([r().name for r in refs])
kept = ring[2]
del ring
gc.collect()
print([r().name for r in refs])
del kept
gc.collect()
print([r() for r in refs])
