# not in slice: it fills a gigabyte, slowly enough in the other modes
# MemoryError means that a collection would not help: garbage is no reason.
import midge

UNIT = "x" * 100_000
TIMES = 7000
BIG = 700_000_000  # Two of them are over the limit of a gigabyte.


def by_operator():
    text = UNIT * TIMES
    del text
    text = UNIT * TIMES
    return len(text)


def by_method():
    text = UNIT * TIMES
    del text
    return len("y".center(BIG))


def by_class():
    data = bytearray(BIG)
    del data
    data = bytearray(BIG)
    return len(data)


def not_garbage():
    kept = UNIT * TIMES
    outcomes = []
    for more in (lambda: UNIT * TIMES, lambda: "y".center(BIG),
                 lambda: bytearray(BIG)):
        try:
            outcomes.append(len(more()))
        except MemoryError:
            outcomes.append("MemoryError")
    return outcomes, len(kept)


def main():
    for work in (by_operator, by_method, by_class, not_garbage):
        print(midge.spawn(work).join(timeout=120))


if __name__ == "__main__":
    main()
# expect: 700000000
# expect: 700000000
# expect: 700000000
# expect: (['MemoryError', 'MemoryError', 'MemoryError'], 700000000)
