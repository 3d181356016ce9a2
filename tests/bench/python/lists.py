"""Lists: a sieve, products of matrices, stacks, slices, insertion."""


def primes_below(limit):
    sieve = [True] * limit
    sieve[0] = sieve[1] = False
    for n in range(2, int(limit ** 0.5) + 1):
        if sieve[n]:
            for multiple in range(n * n, limit, n):
                sieve[multiple] = False
    return sum(sieve)


def product(left, right):
    size = len(left)
    out = [[0] * size for _ in range(size)]
    for i in range(size):
        row, target = left[i], out[i]
        for j in range(size):
            total = 0
            for k in range(size):
                total += row[k] * right[k][j]
            target[j] = total
    return out


def stack(rounds):
    held = []
    for i in range(rounds):
        held.append(i)
        held.append(i + 1)
        held.pop()
    return len(held), held[-1]


def reverse_slices(items, rounds):
    for _ in range(rounds):
        items = items[1:] + items[:1]
        items = items[::-1]
    return items


def main():
    assert primes_below(300_000) == 25_997
    size = 60
    ones = [[i + j for j in range(size)] for i in range(size)]
    identity = [[int(i == j) for j in range(size)] for i in range(size)]
    assert product(ones, identity) == ones
    assert stack(200_000) == (200_000, 199_999)
    assert reverse_slices(list(range(100)), 20_000) == list(range(100))


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
