class Loud:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        print("eq", self.n, getattr(other, "n", other))
        return self.n == getattr(other, "n", other)
items = [Loud(1), Loud(2), Loud(3)]
print(2 in items, items.index(Loud(3)), items.count(1))
print([Loud(1)] == [Loud(1)], (Loud(1), Loud(2)) == (Loud(1), Loud(5)))
items.remove(2)
print(len(items))
