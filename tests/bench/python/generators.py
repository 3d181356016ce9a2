"""Generators: pipelines, yield from, generator expressions, send."""


def count_to(n):
    i = 0
    while i < n:
        yield i
        i += 1


def evens(numbers):
    for n in numbers:
        if n % 2 == 0:
            yield n


def squares(numbers):
    for n in numbers:
        yield n * n


def walk(depth):
    if depth:
        yield from walk(depth - 1)
        yield depth
        yield from walk(depth - 1)


def averager():
    total, count, mean = 0, 0, 0
    while True:
        total += yield mean
        count += 1
        mean = total // count


def main():
    n = 300_000
    half = n // 2
    assert sum(squares(evens(count_to(n)))) == \
        4 * (half - 1) * half * (2 * half - 1) // 6
    assert sum(1 for _ in walk(14)) == 2 ** 14 - 1
    assert sum(i * 2 for i in range(n)) == n * (n - 1)
    mean = averager()
    next(mean)
    for i in range(200_000):
        last = mean.send(10)
    assert last == 10


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
