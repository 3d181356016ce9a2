"""Dicts: counting, tables of ints and of tuples, get, items, deletion."""


def count_words(words, rounds):
    counts = {}
    for _ in range(rounds):
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    return counts


def int_table(size):
    table = {}
    for i in range(size):
        table[i * 7] = i
    total = 0
    for i in range(size * 2):
        if i in table:
            total += table[i]
    for i in range(0, size, 2):
        del table[i * 7]
    return total, len(table)


def grid(side):
    cells = {}
    for x in range(side):
        for y in range(side):
            cells[x, y] = x * y
    total = 0
    for (x, y), value in cells.items():
        total += value - cells[y, x] + cells.get((x + 1, y), 0) * 0 + 1
    return total


def grouped(count):
    groups = {}
    for i in range(count):
        groups.setdefault(i % 100, []).append(i)
    return sum(len(group) for group in groups.values())


def main():
    words = "the ant and the bee and the fly saw the midge".split()
    counts = count_words(words, 40_000)
    assert counts["the"] == 160_000 and counts["midge"] == 40_000
    size = 100_000
    hits = (2 * size - 1) // 7 + 1
    assert int_table(size) == (hits * (hits - 1) // 2, size // 2)
    assert grid(200) == 40_000
    assert grouped(150_000) == 150_000


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
