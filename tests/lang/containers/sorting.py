words = ["pear", "fig", "Apple", "kiwi", "date"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len))
print(sorted(words, key=lambda w: (-len(w), w)), max(words, key=len))
pairs = [(1, "b"), (0, "z"), (1, "a"), (0, "y")]
pairs.sort(key=lambda p: p[0])
print(pairs)
pairs.sort(key=lambda p: p[0], reverse=True)
print(pairs)


class Item:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank

    def __repr__(self):
        return f"Item({self.rank})"


items = [Item(n * 37 % 23) for n in range(23)]
print(sorted(items), min(items), max(items))
big = [n * 7919 % 10007 for n in range(3000)]
print(sorted(big) == list(sorted(big, reverse=True))[::-1], sorted(big)[:5])
try:
    sorted([3, None, 1])
except TypeError as error:
    print(error)
