class Node:
    def __add__(self, other): return Op("+", self, wrap(other))
    def __mul__(self, other): return Op("*", self, wrap(other))
    __radd__ = lambda self, other: wrap(other) + self
    __rmul__ = lambda self, other: wrap(other) * self
class Num(Node):
    def __init__(self, n): self.n = n
    def __repr__(self): return str(self.n)
    def eval(self, env): return self.n
    def diff(self, x): return Num(0)
class Var(Node):
    def __init__(self, name): self.name = name
    def __repr__(self): return self.name
    def eval(self, env): return env[self.name]
    def diff(self, x): return Num(int(self.name == x))
class Op(Node):
    def __init__(self, op, a, b): self.op, self.a, self.b = op, a, b
    def __repr__(self): return f"({self.a} {self.op} {self.b})"
    def eval(self, env):
        a, b = self.a.eval(env), self.b.eval(env)
        return a + b if self.op == "+" else a * b
    def diff(self, x):
        if self.op == "+": return self.a.diff(x) + self.b.diff(x)
        return self.a.diff(x) * self.b + self.a * self.b.diff(x)
def wrap(x): return x if isinstance(x, Node) else Num(x)
x, y = Var("x"), Var("y")
e = 3 * x * x + 2 * y + 1
print(e, e.eval({"x": 2, "y": 5}))
print(e.diff("x"), e.diff("x").eval({"x": 2, "y": 5}))
