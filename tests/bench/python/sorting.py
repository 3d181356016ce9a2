"""Sorting: ints, floats, strings; with a key; objects that compare."""


def numbers(count):
    n, out = 12_345, []
    for _ in range(count):
        n = (n * 1_103_515_245 + 12_345) % 2_147_483_648
        out.append(n)
    return out


class Card:
    def __init__(self, rank, suit):
        self.rank = rank
        self.suit = suit

    def __lt__(self, other):
        return (self.rank, self.suit) < (other.rank, other.suit)


def in_order(items):
    return all(a <= b for a, b in zip(items, items[1:]))


def main():
    ints = numbers(100_000)
    assert in_order(sorted(ints))
    assert in_order(sorted(n / 3 for n in ints))
    assert in_order(sorted(str(n) for n in ints[:50_000]))
    by_rest = sorted(ints, key=lambda n: n % 1_000)
    assert in_order([n % 1_000 for n in by_rest])
    pairs = sorted([(n % 100, n) for n in ints[:50_000]], reverse=True)
    assert in_order(pairs[::-1])
    cards = sorted(Card(n % 13, n % 4) for n in ints[:10_000])
    assert in_order([(card.rank, card.suit) for card in cards])
    words = sorted((str(n) for n in ints[:30_000]), key=len)
    assert in_order([len(word) for word in words])


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
