class V:
    def __init__(self, *xs):
        self.xs = xs

    def __add__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return V(*[a + b for a, b in zip(self.xs, other.xs)])

    def __mul__(self, k):
        return V(*[a * k for a in self.xs])

    __rmul__ = __mul__

    def __neg__(self):
        return V(*[-a for a in self.xs])

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.xs, other.xs))

    def __eq__(self, other):
        return isinstance(other, V) and self.xs == other.xs

    def __hash__(self):
        return hash(self.xs)

    def __lt__(self, other):
        return self.xs < other.xs

    def __getitem__(self, i):
        return self.xs[i]

    def __len__(self):
        return len(self.xs)

    def __contains__(self, x):
        return x in self.xs

    def __repr__(self):
        return f"V{self.xs}"

    def __call__(self, i):
        return self.xs[i]

    def __iadd__(self, other):
        self.xs = self.xs + other.xs
        return self

    def __bool__(self):
        return any(self.xs)


a, b = V(1, 2), V(3, 4)
print(a + b, a * 2, 2 * a, -a, a @ b, a == V(1, 2), a != b, a < b, b > a)
print(a[0], len(a), 2 in a, a(1), list(a), bool(V(0)), {a: 1}[V(1, 2)])
a += b
print(a, sorted([b, a]), max(a, b))
for action in (lambda: a + 1, lambda: 1 + a, lambda: a - b, lambda: a <= b):
    try:
        action()
    except TypeError as error:
        print(error)
