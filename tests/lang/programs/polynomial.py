class Poly:
    def __init__(self, *c):
        while len(c) > 1 and c[-1] == 0: c = c[:-1]
        self.c = c
    def __add__(self, o):
        n = max(len(self.c), len(o.c))
        pad = lambda c: list(c) + [0] * (n - len(c))
        return Poly(*(a + b for a, b in zip(pad(self.c), pad(o.c))))
    def __mul__(self, o):
        out = [0] * (len(self.c) + len(o.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c): out[i + j] += a * b
        return Poly(*out)
    def __pow__(self, n): return Poly(1) if n == 0 else self * self ** (n - 1)
    def __call__(self, x):
        result = 0
        for c in reversed(self.c): result = result * x + c
        return result
    def __eq__(self, o): return self.c == o.c
    def __str__(self):
        terms = [f"{c}x^{i}" if i > 1 else f"{c}x" if i else str(c) for i, c in enumerate(self.c) if c]
        return " + ".join(reversed(terms)) or "0"
p = Poly(1, 1)
print(p, p ** 5, (p ** 5)(2), p * Poly(-1, 1) == Poly(-1, 0, 1), p + Poly(0, -1), Poly(0))
