class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __le__(self, o): return self.n <= o.n
a, b = V(1), V(2)
print(a < b, a > b, a <= b, a >= b, a == b, a != b, sorted([b, a])[0] is a, max(a, b) is b, a < b < V(3))
try:
    hash(a)
except TypeError as error:
    print(error)
class W:
    def __eq__(self, o): return "truthy"
    def __bool__(self): raise ValueError("no truth")
print(W() == 1, [1 for _ in range(1) if W() == 1])
try:
    not W()
except ValueError as error:
    print(error)
