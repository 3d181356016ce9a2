r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], 8 in r, 9 in r, r.index(11), r.count(5))
print(range(5) == range(0, 5, 1), range(0) == range(3, 3), hash(range(3)) == hash(range(3)), list(range(5, 0, -2)))
print(range(10)[2:8:2], len(range(10**12)), 10**11 in range(10**12), range(10**20)[-1], r.start, r.stop, r.step)
print(list(reversed(range(4))), bool(range(0)), sum(range(101)), max(range(7)), "a" in range(3), 2.0 in range(3))
for bad in (lambda: range(1, 2, 0), lambda: range(3)[5], lambda: range("a"), lambda: range(1.5), lambda: range(), lambda: range(3).index(7)):
    try:
        bad()
    except (ValueError, IndexError, TypeError) as error:
        print(type(error).__name__, error)
