class Adder:
    def __init__(self, n):
        self.n = n
    def __call__(self, x, *, scale=1):
        return (self.n + x) * scale
add = Adder(5)
print(add(1), add(1, scale=2), callable(add), callable(5), callable(len), callable(Adder), list(map(add, [1, 2])))
