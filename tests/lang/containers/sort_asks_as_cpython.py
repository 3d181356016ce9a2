# Which pairs a short sort compares, and in which order.
class Loud:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print(self.n, "<", other.n)
        return self.n < other.n

    def __repr__(self):
        return str(self.n)


for items in ([], [1], [2, 1], [1, 2, 3], [3, 2, 1], [3, 1, 2], [2, 2, 1, 3, 1],
              [5, 3, 9, 1, 7, 2, 8]):
    print(sorted(map(Loud, items)))
    print(sorted(map(Loud, items), reverse=True))
    print(sorted(items, key=Loud))
for items in ([1, "a", 2.0], ["b", 2, b"c", None], [2, 1, "a", None], [(1, "a"), (1, 2), ()]):
    for reverse in (False, True):
        try:
            items.sort(reverse=reverse)
        except TypeError as e:
            print(e)
