# gc every: 65536
# Of thousands of ways to set some of a class's slots, none is mistaken.
NAMES = [f"x{i}" for i in range(13)]


class Point:
    __slots__ = NAMES


def subset(number):
    return [i for i in range(13) if number >> i & 1]


wrong = 0
for number in range(1 << 13):
    point = Point()
    for i in subset(number):
        setattr(point, NAMES[i], i)
    found = [i for i in range(13) if getattr(point, NAMES[i], None) == i]
    wrong += found != subset(number)
    for i in subset(number):
        delattr(point, NAMES[i])
    wrong += any(hasattr(point, name) for name in NAMES)
print(wrong)
