class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1
print(list(Countdown(3)), [x * 2 for x in Countdown(2)], sum(Countdown(4)), 2 in Countdown(3), max(Countdown(5)))
a, b = Countdown(2)
print(a, b, tuple(Countdown(3)), "-".join(str(x) for x in Countdown(3)), dict(zip("ab", Countdown(2))))
class NotIterable:
    __iter__ = None
for bad in (NotIterable(), 5, None):
    try:
        for _ in bad:
            pass
    except TypeError as error:
        print(error)
