s = {3, 1, 2, 3}
print(len(s), sorted(s), 1 in s, 9 in s, set(), {1} == {1})
s.add(4)
s.discard(9)
s.remove(1)
print(sorted(s), sorted(s | {7}), sorted(s & {2, 3}), sorted(s - {2}),
      sorted(s ^ {2, 9}))
print({1, 2} <= {1, 2, 3}, {1, 2} < {1, 2}, {1}.issubset({1, 2}),
      {1}.isdisjoint({2}))
s.update([8, 9])
s -= {8}
s |= {10}
s &= {2, 10, 9}
print(sorted(s), sorted(set("hello")), frozenset([1, 2]) == {1, 2})
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print({frozenset([1]): "a"}[frozenset([1])], {x % 3 for x in range(9)})
try:
    {[]}
except TypeError as error:
    print(error)
try:
    s.remove(99)
except KeyError as error:
    print(error)
