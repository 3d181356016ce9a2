"""Strings: building, splitting, joining, searching, formatting."""

TEXT = "It was the best of times, it was the worst of times, " * 20


def words(rounds):
    total = 0
    for _ in range(rounds):
        for word in TEXT.lower().split():
            total += len(word.strip(",")) + word.startswith("t")
    return total


def caesar(text, shift):
    out = []
    for letter in text:
        if "a" <= letter <= "z":
            letter = chr((ord(letter) - 97 + shift) % 26 + 97)
        out.append(letter)
    return "".join(out)


def formatted(count):
    size = 0
    for i in range(count):
        size += len(f"{i}:{i * 2:>8}|" + "x=%d, y=%s" % (i, "yes"))
        size += len("{} {}".format(i, "no"))
    return size


def search(rounds):
    total = 0
    for i in range(rounds):
        total += TEXT.find("worst") + TEXT.count("times")
        total += len(TEXT.replace("best", "better")) - len(TEXT)
    return total


def concatenated(count):
    text = ""
    for i in range(count):
        text += str(i)
    return len(text)


def main():
    assert words(700) == 602_000
    plain = TEXT.lower()
    for _ in range(30):
        assert caesar(caesar(plain, 3), 23) == plain
    assert formatted(60_000) == 2_186_670
    assert search(5_000) == 5_000 * 117
    assert concatenated(20_000) == 88_890


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
