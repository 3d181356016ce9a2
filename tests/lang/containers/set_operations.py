a, b = {1, 2, 3, 4}, {3, 4, 5}
for result in (a & b, a | b, a - b, a ^ b, b - a, a.union([9]), a.intersection([1, 9]), a.difference((1,)), a.symmetric_difference([1, 9])):
    print(sorted(result))
print({1, 2} <= a, a >= {1}, a < a, a.isdisjoint({7}), a.issubset(range(10)), a.issuperset([1, 2]))
print(3 in a, len(a), a == {4, 3, 2, 1}, set() == set(), {1} == frozenset([1]), bool(set()))
a &= {1, 2, 3}
print(sorted(a))
a |= {8}
print(sorted(a))
a -= {1}
print(sorted(a))
a ^= {2, 99}
print(sorted(a))
