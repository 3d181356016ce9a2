# An iterator's items are not lost when a set asks a user's __hash__.
class Item:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return self.n == other.n

    def __repr__(self):
        return f"I{self.n}"


def some():
    return iter([Item(1), Item(2), Item(3)])


print(set(some()), frozenset(some()), {*some()}, set(enumerate(some())))
s = {Item(1), Item(9)}
s.update(some(), some())
print(s, s.union(some(), [Item(4)]), s.intersection(some()))
print(s.difference(some()), s.symmetric_difference(some()), s.isdisjoint(some()))
print(s.issuperset(some()), s.issubset(iter([Item(9), Item(3)])))
s.difference_update(some())
print(s)
s.symmetric_difference_update(some())
print(s)
s.intersection_update(some(), some())
print(s)
# A relation stops where it is known.
left = iter([1, 2, 3, 4])
print({2}.isdisjoint(left), next(left), {1, 3}.issuperset(left), list(left))
