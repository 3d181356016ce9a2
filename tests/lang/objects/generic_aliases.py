# list[int] and its kin: what they pass on, how they are copied and unpacked.
import copy
import weakref

for alias in (list[int], tuple[int, ...], dict[str, list[int]],
              enumerate[int], weakref.ref[int]):
    print(alias, copy.copy(alias) == alias, copy.deepcopy(alias) == alias)
    print(alias.__name__, alias.__qualname__, alias.__origin__ is not None)
star = next(iter(tuple[int, str]))
print(star, star.__unpacked__, copy.copy(star) == star, copy.deepcopy(star))
again = iter(tuple[int])
print(type(again).__name__, list(again), list(again))
a = list[int]()
list[int].append(a, 1)
print(list[int].__len__(a), a, list[int].__doc__ == list.__doc__)
for name in "__copy__", "__deepcopy__", "__bases__", "missing":
    print(name, hasattr(list[int], name))
