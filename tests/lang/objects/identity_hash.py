# hash() of what has none of its own is object.__hash__() of it.
import math


class Plain:
    pass


class Equal:
    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


many = (Plain(), Plain, None, ..., NotImplemented, show := lambda: 0, math,
        type, object(), iter([]), (x for x in ()), Exception(), Equal(),
        Plain.__init__)
for v in many:
    print(type(v).__name__, object.__hash__(v) == hash(v) == hash(v),
          type(object.__hash__(v)))
print(len({object.__hash__(v) for v in many}) == len(many))
for v in (1, 1.5, "a", (1, 2), frozenset()):
    print(object.__hash__(v) == object.__hash__(v))
