r = range(2, 20, 3)
print(r, len(r), list(r), r[1], r[-1], r[1:3], r[::-1], list(r[::-1]))
print(8 in r, 9 in r, r.index(8), r.count(8), range(3) == range(0, 3, 1))
print(list(range(5, 0, -2)), list(range(0)), range(0, -5), bool(range(0)))
print(range(10 ** 20)[-1], len(range(0, 10 ** 18, 7)), sum(range(101)))
print(r.start, r.stop, r.step, hash(range(0)) == hash(range(5, 5)))
print(list(reversed(range(4))), max(range(9)), min(range(3, 9)))
try:
    range(1, 2, 0)
except ValueError as error:
    print(error)
