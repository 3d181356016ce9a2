class Bag:
    def __init__(self):
        self.items = {}
    def __setitem__(self, key, value):
        print("set", key, value)
        self.items[key] = value
    def __getitem__(self, key):
        print("get", key)
        return self.items[key]
    def __delitem__(self, key):
        print("del", key)
        del self.items[key]
    def __contains__(self, key):
        return key in self.items
bag = Bag()
bag["a"] = 1
bag["a"] += 5
print("a" in bag, "b" in bag, bag["a"])
del bag["a"]
print("a" in bag)
