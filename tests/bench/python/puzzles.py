"""Backtracking: queens on a board, permutations, sums of coins."""


def queens(size):
    def place(row, columns, rising, falling):
        if row == size:
            return 1
        found = 0
        for column in range(size):
            if (columns & 1 << column or rising & 1 << row + column
                    or falling & 1 << row - column + size):
                continue
            found += place(row + 1, columns | 1 << column,
                           rising | 1 << row + column,
                           falling | 1 << row - column + size)
        return found

    return place(0, 0, 0, 0)


def queens_in_lists(size):
    found = 0
    places = []

    def safe(column):
        row = len(places)
        for at, other in enumerate(places):
            if other == column or abs(other - column) == row - at:
                return False
        return True

    def place():
        nonlocal found
        if len(places) == size:
            found += 1
            return
        for column in range(size):
            if safe(column):
                places.append(column)
                place()
                places.pop()

    place()
    return found


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item] + rest


def coins(total, kinds):
    ways = [1] + [0] * total
    for kind in kinds:
        for amount in range(kind, total + 1):
            ways[amount] += ways[amount - kind]
    return ways[total]


def main():
    assert queens(8) == 92
    assert queens_in_lists(7) == 40
    assert sum(1 for _ in permutations(list(range(7)))) == 5_040
    assert coins(20_000, [1, 2, 5, 10, 20, 50]) == 269_611_284_242_701


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
