"""Comprehension of lists, sets and dicts; nested, filtered; zip, map, any."""


def run(rounds):
    total = 0
    numbers = list(range(200))
    for _ in range(rounds):
        total += len([n * n for n in numbers])
        total += len([n for n in numbers if n % 3])
        total += len({n % 17 for n in numbers})
        total += len({n: str(n) for n in range(50)})
        total += sum([a * b for a, b in zip(numbers, numbers[1:])][:3])
        total += len([(x, y) for x in range(12) for y in range(12) if x != y])
        total += sum(map(abs, [-n for n in numbers]))
        total += any(n == 150 for n in numbers)
        total += len([letter.upper() for letter in "abcdefghij"])
    return total


def main():
    rounds = 3_000
    one = 200 + 133 + 17 + 50 + (0 + 2 + 6) + 132 + 19_900 + 1 + 10
    assert run(rounds) == rounds * one, (run(1), one)


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
