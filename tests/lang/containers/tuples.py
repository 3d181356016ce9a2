t = 1, 2, (3, 4)
print(t, len(t), t[2][0], t + (5,), t * 2, (), (1,), tuple("ab"))
print(t == (1, 2, (3, 4)), t < (1, 3), hash(t) == hash((1, 2, (3, 4))))
print(t.index(2), t.count(1), 2 in t, t[::-1], t[1:])
(a, b), *rest = [(1, 2), 3, 4]
print(a, b, rest)
first, *middle, last = range(6)
print(first, middle, last)
a, b = b, a
print(a, b)
for wrong in ((1,), (1, 2, 3)):
    try:
        a, b = wrong
    except ValueError as error:
        print(error)
try:
    a, *b, c = [1]
except ValueError as error:
    print(error)
try:
    t[0] = 1
except TypeError as error:
    print(error)
