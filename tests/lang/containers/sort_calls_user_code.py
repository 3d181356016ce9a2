class Item:
    def __init__(self, value):
        self.value = value
    def __lt__(self, other):
        return self.value < other.value
    def __repr__(self):
        return f"Item({self.value})"
items = [Item(n) for n in (5, 2, 8, 1)]
items.sort()
print(items, max(items), min(items), sorted(items, reverse=True))
def fail(x):
    if x == 2:
        raise ValueError("no twos")
    return x
data = [3, 2, 1]
try:
    data.sort(key=fail)
except ValueError as error:
    print(error, data)
