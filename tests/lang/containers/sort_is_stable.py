rows = [("b", 2), ("a", 1), ("c", 2), ("d", 1), ("e", 2)]
print(sorted(rows, key=lambda r: r[1]))
print(sorted(rows, key=lambda r: r[1], reverse=True))
class Key:
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        return self.n % 3 < other.n % 3
print(sorted(range(9), key=Key))
big = [(i * 7919) % 1000 for i in range(1000)]
print(sorted(big) == list(range(1000)), sorted(big, reverse=True)[:3])
