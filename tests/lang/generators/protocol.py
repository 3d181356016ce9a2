class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), sum(Countdown(5)), 2 in Countdown(4))
print([a + b for a, b in zip(Countdown(3), Countdown(9))], [*Countdown(2)])
a, b, c = Countdown(3)
print(a, b, c, sorted(Countdown(4)), "".join(map(str, Countdown(3))))


class Old:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


print(list(Old()), 20 in Old(), max(Old()))
print(list(iter(iter([1, 0, 5]).__next__, 0)))
for bad in (5, None, object):
    try:
        iter(bad)
    except TypeError as error:
        print(error)


class Generated:
    def __iter__(self):
        yield 1
        yield 2


print(list(Generated()), dict(enumerate(Generated())))
gen = (x for x in Generated())
print(next(gen), list(gen))
