# gc every: 256
# Containers in containers: deep, and few objects that make a wide nest.


class Item:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value

    def __eq__(self, other):
        return isinstance(other, Item) and self.value == other.value


class Pair(tuple):
    pass


def nest(make, levels, inner=()):
    for _ in range(levels):
        inner = make(inner)
    return inner


def in_tuple(inner):
    return (inner,)


def in_list(inner):
    return [inner]


def twice(inner):
    return (inner, inner)


def twice_frozen(inner):
    return frozenset([(inner, 1), (inner, 2)])


# A hash is of the items' hashes, whoever computes those.
print(hash((Item(5), (1, 2))))
print(hash((Item(-2), ("a", 2.5) == 0, frozenset([(1, 2), (3, 4)]))))
print(hash(frozenset([Item(5), (1, 2), (3, 4)])))
print(hash(Pair([Item(7), (1, 2)])) == hash((Item(7), (1, 2))))
print({(Item(1), (2, 3)): "found"}[(Item(1), (2, 3))])

# A hundred levels.
print(hash(nest(in_tuple, 100)), nest(in_tuple, 100) == nest(in_tuple, 100))
chain = nest(lambda inner: frozenset([inner]), 100)
print(hash(chain), chain in {nest(lambda inner: frozenset([inner]), 100)})
print(nest(in_list, 100) == nest(in_list, 100))

# 2 ** 12 paths to one object.
left, right = nest(twice, 12), nest(twice, 12)
print(hash(left), left == right, left < right, left in [right])
print(nest(twice_frozen, 6) == nest(twice_frozen, 6))
print(isinstance(1.5, nest(twice, 12, int)), isinstance(1, nest(twice, 12, int)))


def error_of(function):
    try:
        function()
    except RecursionError:
        print("RecursionError")


deep, other = nest(in_tuple, 2_000), nest(in_tuple, 2_000)
error_of(lambda: deep == other)
error_of(lambda: deep < other)
error_of(lambda: repr(deep))
error_of(lambda: isinstance(1, nest(in_tuple, 2_000, int)))
error_of(lambda: issubclass(int, nest(in_tuple, 2_000, str)))
