class Box:
    def __init__(self): self.items = [self]
for _ in range(50):
    Box()
b = Box()
print(b.items[0] is b)
b.items.clear()
print(b.items)
