class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __pos__(self):
        return self

    def __invert__(self):
        return Vector(self.y, self.x)

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"


v = Vector(1, 2)
print(-v, +v is v, ~v, --v, -~v)
try:
    -object()
except TypeError as error:
    print(error)
