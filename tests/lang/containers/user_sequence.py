class Squares:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(self.n))]
        if not -self.n <= i < self.n:
            raise IndexError("out of range")
        return (i % self.n) ** 2
s = Squares(5)
print(list(s), len(s), s[2], s[-1], s[1:4], 9 in s, 10 in s, list(reversed(s)), bool(Squares(0)), max(s), sum(s))
a, *b = s
print(a, b, [*s], tuple(s), list(zip(s, "ab")), sorted(s, reverse=True), list(map(str, s)), dict(enumerate(s))[3])
