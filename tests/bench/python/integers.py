"""Arithmetic on small integers: loops, divisions, bits."""


def longest_collatz(limit):
    best, best_length = 0, 0
    for start in range(1, limit):
        n, length = start, 1
        while n != 1:
            n = n >> 1 if n & 1 == 0 else 3 * n + 1
            length += 1
        if length > best_length:
            best, best_length = start, length
    return best, best_length


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def coprime_pairs(limit):
    count = 0
    for a in range(1, limit):
        for b in range(1, a):
            if gcd(a, b) == 1:
                count += 1
    return count


def bits(limit):
    total = 0
    for n in range(limit):
        while n:
            n &= n - 1
            total += 1
    return total


def main():
    assert longest_collatz(20_000) == (17_647, 279)
    assert coprime_pairs(300) == 27_317
    assert bits(1 << 16) == 1 << 19


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
