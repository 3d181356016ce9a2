class LRU:
    def __init__(self, size): self.size, self.data, self.hits, self.misses = size, {}, 0, 0
    def __call__(self, f):
        def wrapper(*args):
            if args in self.data:
                self.hits += 1
                self.data[args] = self.data.pop(args)
            else:
                self.misses += 1
                if len(self.data) == self.size:
                    self.data.pop(next(iter(self.data)))
                self.data[args] = f(*args)
            return self.data[args]
        wrapper.cache = self
        return wrapper
@LRU(3)
def square(n):
    print("computing", n)
    return n * n
print([square(n) for n in (1, 2, 1, 3, 4, 1, 2)])
print(square.cache.hits, square.cache.misses, list(square.cache.data))
