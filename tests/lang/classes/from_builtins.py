# Builtins that call back into Python: none of them may re-enter the loop.
class Noisy:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Noisy) and self.n == other.n

    def __hash__(self):
        return hash(self.n % 3)

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"<{self.n}>"

    def __str__(self):
        return f"noisy {self.n}"

    def __len__(self):
        return self.n

    def __format__(self, spec):
        return f"[{spec}:{self.n}]"

    def __int__(self):
        return self.n

    def __index__(self):
        return self.n

    def __float__(self):
        return self.n / 2

    def __abs__(self):
        return "abs"

    def __round__(self, digits=None):
        return f"round {digits}"

    def __divmod__(self, other):
        return "divmod"

    def __reversed__(self):
        return iter("rev")

    def __iter__(self):
        return iter(range(self.n))


items = [Noisy(n) for n in (3, 1, 4, 1, 5)]
print(sorted(items), min(items), max(items), sorted(items, key=len))
print(items.index(Noisy(4)), items.count(Noisy(1)), Noisy(9) in items)
print(len({item for item in items}), {Noisy(1): "one"}[Noisy(1)])
print(str(items[0]), repr(items), f"{items[0]:spec} {items[0]!r}", len(items[0]))
print(int(items[0]), float(items[0]), "abcdef"[items[0]], [0] * Noisy(2))
print(abs(items[0]), round(items[0]), round(items[0], 2), divmod(items[0], 1))
print(list(reversed(items[0])), list(items[0]), tuple(items[1]), sum(items[0]))
print("{} {!r} {:x}".format(items[0], items[0], items[0]), "%s %r %d" %
      (items[0], items[0], items[0]))
print(list(map(str, items)), any(map(len, items)), " ".join(map(repr, items)))
print(dict(zip(items, "abc")), set(items[0]) == {0, 1, 2}, hex(items[0]))
items.remove(Noisy(4))
items.sort(reverse=True)
print(items, (1, Noisy(2)) == (1, Noisy(2)), [Noisy(1)] < [Noisy(2)])
