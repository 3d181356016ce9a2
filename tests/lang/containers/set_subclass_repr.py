# The repr of a set's subclass begins with its class; a view knows its dict.
class Bag(set):
    pass


class Frozen(frozenset):
    def __repr__(self):
        return frozenset.__repr__(self)


class Item:
    def __repr__(self):
        return "item"


print(Bag(), Bag({1}), [Bag([2, 1])], Frozen(), Frozen([1]), Bag([Item()]))
d = {1: 2}
for view in (d.keys(), d.values(), d.items()):
    print(view.mapping, view.mapping[1])
d[3] = 4
print(view.mapping)
