def outer(x):
    class C:
        y = x
        def get(self):
            return x, self.y, __class__.__name__
        z = [x for _ in range(2)]
    x = "changed"
    return C
C = outer("first")
print(C().get(), C.z)
