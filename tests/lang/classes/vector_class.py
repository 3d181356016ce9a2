class Vector:
    def __init__(self, *xs): self.xs = xs
    def __add__(self, o): return Vector(*(a + b for a, b in zip(self.xs, o.xs)))
    def __mul__(self, k): return Vector(*(a * k for a in self.xs))
    __rmul__ = __mul__
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.xs, o.xs))
    def __abs__(self): return (self @ self) ** 0.5
    def __eq__(self, o): return self.xs == o.xs
    def __bool__(self): return any(self.xs)
    def __getitem__(self, i): return self.xs[i]
    def __repr__(self): return f"Vector{self.xs}"
a, b = Vector(3, 4), Vector(1, 2)
print(a + b, a * 2, 2 * a, a @ b, abs(a), a == Vector(3, 4), bool(Vector(0, 0)), a[0], list(a), [*b])
