from collections.abc import (Callable, Container, Hashable, Iterable, Iterator, Generator, Mapping, MutableMapping,
                             MutableSequence, Sequence, Set, Sized, Collection, Reversible, KeysView)

values = [1, "s", [1], (1,), {1: 2}, {1}, iter([1]), (x for x in ""), len, {}.keys(), b"", range(3), None]
for abc in (Callable, Container, Hashable, Iterable, Iterator, Generator, Mapping, Sequence, Set, Sized, Collection,
            Reversible, MutableMapping, MutableSequence, KeysView):
    print(abc.__name__, [isinstance(v, abc) for v in values])


class Low(Sequence):
    def __init__(self, n):
        self.n = n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError
        return i * 10

    def __len__(self):
        return self.n


s = Low(3)
print(list(s), 20 in s, s.index(10), list(reversed(s)), s.count(0))


class Lower(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.data = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __setitem__(self, key, value):
        self.data[key.lower()] = value

    def __delitem__(self, key):
        del self.data[key.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


m = Lower(A=1, b=2)
print(m["a"], m.get("B"), "A" in m, m.pop("a"), dict(m), m.setdefault("q", 3), list(m.items()), m == {"b": 2, "q": 3})
try:
    Sequence()
except TypeError as error:
    print(error)


class Bits(Set):
    def __init__(self, items):
        self.items = list(items)

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


print(sorted(Bits([1, 2]) | Bits([3])), sorted(Bits([1, 2]) & {2}), Bits([1]) <= Bits([1, 2]), Bits([1]) == {1})
