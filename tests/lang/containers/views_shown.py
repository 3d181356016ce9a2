# repr() of views and slices of what has a __repr__ in Python.
class Shown:
    def __repr__(self):
        return "<shown>"


one = Shown()
items = {1: one, one: 2}
print(items.keys(), items.values(), items.items())
print(slice(one, None), slice(1, one, one), [slice(one)])
print({"a": items.values()})
items[2] = items.values()
print(items)
