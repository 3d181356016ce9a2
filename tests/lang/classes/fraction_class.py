def gcd(a, b): return gcd(b, a % b) if b else a
class Fraction:
    def __init__(self, n, d=1):
        if d == 0: raise ZeroDivisionError(f"Fraction({n}, 0)")
        g = gcd(n, d) * (-1 if d < 0 else 1)
        self.n, self.d = n // g, d // g
    def __add__(self, o): return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)
    def __truediv__(self, o): return Fraction(self.n * o.d, self.d * o.n)
    def __lt__(self, o): return self.n * o.d < o.n * self.d
    def __eq__(self, o): return (self.n, self.d) == (o.n, o.d)
    def __hash__(self): return hash((self.n, self.d))
    def __repr__(self): return f"{self.n}/{self.d}"
h, t = Fraction(1, 2), Fraction(2, -6)
print(h, t, h + t, h / t, sorted([h, t, Fraction(0)]), {h, Fraction(2, 4)}, sum([h, h], Fraction(0)))
try:
    h / Fraction(0)
except ZeroDivisionError as error:
    print(error)
