class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"N({self.v})"
    def __add__(self, o): return N(self.v + getattr(o, "v", o))
    def __radd__(self, o): return N(o + self.v)
    def __iadd__(self, o): self.v += 100; return self
    def __sub__(self, o): return N(self.v - o.v)
    def __mul__(self, o): return N(self.v * getattr(o, "v", o))
    __rmul__ = __mul__
    def __truediv__(self, o): return N(self.v / o.v)
    def __floordiv__(self, o): return N(self.v // o.v)
    def __mod__(self, o): return N(self.v % o.v)
    def __pow__(self, o, mod=None): return N(pow(self.v, o, mod))
    def __lshift__(self, o): return "left"
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __matmul__(self, o): return "matmul"
a, b = N(7), N(2)
print(a + b, a + 1, 1 + a, a - b, a * 3, 3 * a, a / b, a // b, a % b, a**2, pow(a, 2, 5), a << b, a & b, a | b, a ^ b, a @ b)
a += 1
print(a, sum([N(1), N(2)]))
for bad in (lambda: a >> b, lambda: a - 1, lambda: 1 - a, lambda: "x" % a):
    try:
        print(bad())
    except (TypeError, AttributeError) as error:
        print(error)
