# Iterators that call functions go on behind an error, and ask again behind
# their end.
import itertools


def shown(iterator, count):
    found = []
    for _ in range(count):
        try:
            found.append(next(iterator))
        except StopIteration:
            found.append("stop")
        except Exception as e:
            found.append(type(e).__name__)
    return found


def bad(x, *_):
    if x == 2:
        raise ValueError(x)
    return x


class Fails:
    # Every second step fails; and it never ends for good.
    def __init__(self):
        self.at = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.at += 1
        if self.at % 4 == 2:
            raise KeyError(self.at)
        if self.at % 4 == 0:
            raise StopIteration
        return self.at


print(shown(map(int, ["1", "x", "3"]), 5))
print(shown(map(bad, [1, 2, 3], [4, 5, 6]), 5))
print(shown(filter(bad, [1, 2, 3]), 4))
print(shown(filter(None, Fails()), 9))
print(shown(map(bad, Fails()), 9))
print(shown(zip(Fails(), "abcdef"), 9))
print(shown(enumerate(Fails()), 9))
print(shown(reversed(range(3)), 5))
print(shown(itertools.accumulate([1, 2, 3], lambda a, b: bad(b)), 5))
print(shown(itertools.filterfalse(lambda x: bad(x) > 2, [1, 2, 3, 0]), 5))
print(shown(itertools.starmap(bad, [(1,), (2,), (3,)]), 5))
print(shown(itertools.takewhile(bad, [1, 2, 3, 0, 4]), 6))
print(shown(itertools.dropwhile(lambda x: bad(x) < 2, [1, 2, 3, 0, 4]), 6))
print(shown(itertools.compress(Fails(), itertools.count(1)), 9))
print(shown(itertools.chain([1], map(bad, [1, 2, 3]), [5]), 8))
print(shown(itertools.cycle(map(bad, [1, 2, 3])), 8))
print(shown(itertools.zip_longest(map(bad, [1, 2, 3]), "ab"), 6))
values = iter([1, 0, 3, 5, 7, 9, 5, 8])
print(shown(iter(lambda: 6 // next(values), 1), 6))


class Indexed:
    def __getitem__(self, i):
        if i == 1:
            Indexed.tries += 1
            if Indexed.tries < 3:
                raise ZeroDivisionError
        if i > 2:
            raise IndexError
        return i

    def __len__(self):
        return 4

    tries = 0


print(shown(iter(Indexed()), 8))
Indexed.tries = 0
print(shown(reversed(Indexed()), 4))


def stops(x):
    raise StopIteration(x)


for make in (lambda: map(stops, [1]), lambda: filter(stops, [1]),
             lambda: itertools.takewhile(stops, [1]),
             lambda: itertools.starmap(stops, [(1,)]),
             lambda: itertools.accumulate([1, 2], lambda a, b: stops(b)),
             lambda: itertools.dropwhile(stops, [1])):
    print(list(make()))
nan = float("nan")
print(list(iter(iter([1, nan, 3]).__next__, nan)))
print([(k, list(g)) for k, g in itertools.groupby([nan, nan, 1, 1])])
