"""Calls of plain functions: positional, defaulted, named, starred."""


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def takeuchi(x, y, z):
    if y >= x:
        return z
    return takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x),
                    takeuchi(z - 1, x, y))


def defaulted(a, b=2, c=3):
    return a + b * c


def gathered(first, *rest):
    return first + len(rest)


def calls(rounds):
    total = 0
    for i in range(rounds):
        total += defaulted(i)
        total += defaulted(i, 5)
        total += defaulted(i, c=7)
        total += gathered(i, 1, 2)
    return total


def main():
    assert fibonacci(25) == 75025
    assert takeuchi(14, 8, 2) == 3
    rounds = 100_000
    assert calls(rounds) == 4 * (rounds * (rounds - 1) // 2) + 37 * rounds


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
