d = {frozenset([1, 2]): "pair", frozenset(): "none"}
print(d[frozenset([2, 1])], d[frozenset()], hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print({frozenset("ab"), frozenset("ba")} == {frozenset("ab")}, frozenset([1]) | {2}, {1} | frozenset([2]))
print(type(frozenset([1]) | {2}).__name__, type({1} | frozenset([2])).__name__, {1} in [frozenset([1])])
