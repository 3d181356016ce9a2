# Ranges that are too long for len(), and empty ones with ends as far off.
import itertools
import sys

M = sys.maxsize
ends = [base + more for base in (0, M, 3 * M, -2 * M) for more in (-1, 0, 2)]
for start, stop, step in itertools.product(ends, ends, (1, -1, M, -3)):
    r = range(start, stop, step)
    print(r[::-1], next(reversed(r), None), r[:5], r[-3:], bool(r), r == r[:])
    for ask in (lambda: r[-1], lambda: len(r), lambda: r.index(stop - step)):
        try:
            print(ask(), end=" ")
        except (IndexError, OverflowError, ValueError) as e:
            print(e, end=" ")
    print(start in r, r.count(start))
