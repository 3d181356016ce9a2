"""Sets: membership, algebra, a search over a graph of tuples."""


def distinct(count):
    seen = set()
    n = 1
    for _ in range(count):
        n = n * 1_103 % 65_537
        if n not in seen:
            seen.add(n)
    return len(seen)


def algebra(rounds):
    threes = set(range(0, 600, 3))
    fives = set(range(0, 600, 5))
    total = 0
    for _ in range(rounds):
        total += len(threes & fives) + len(threes | fives)
        total += len(threes - fives) + len(threes ^ fives)
    return total


def reachable(side):
    """Knight's moves over a board: how many squares in how many turns."""
    moves = [(1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2),
             (-2, -1)]
    seen = {(0, 0)}
    edge = {(0, 0)}
    turns = 0
    while edge:
        following = set()
        for x, y in edge:
            for dx, dy in moves:
                square = x + dx, y + dy
                if (0 <= square[0] < side and 0 <= square[1] < side
                        and square not in seen):
                    seen.add(square)
                    following.add(square)
        edge = following
        turns += bool(edge)
    return len(seen), turns


def main():
    assert distinct(300_000) == 65_536
    assert algebra(2_000) == 2_000 * (40 + 280 + 160 + 240)
    assert reachable(100) == (10_000, 67)


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
