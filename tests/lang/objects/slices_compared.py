# Slices compare as tuples of their parts, whoever compares those; they have no
# hash.
class Part:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Part) and self.value == other.value

    def __lt__(self, other):
        return self.value < other.value


class Fails:
    def __eq__(self, other):
        raise ZeroDivisionError("no")


def tried(function):
    try:
        print(function())
    except (TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)


print(slice(Part(1), 2) == slice(Part(1), 2), slice(Part(1)) == slice(Part(2)))
print(slice(Part(1)) != slice(Part(2)), slice(Part(1)) < slice(Part(2)))
print(slice(1, 2) < slice(1, 3), slice(1) <= slice(1), slice(2) > slice(1))
print(slice(1, 2, 3) >= slice(1, 2, 4), slice(1) == (None, 1, None))
fails = Fails()
print(slice(fails) == slice(fails), [slice(1)] == [slice(1)])
tried(lambda: slice(Fails()) == slice(Fails()))
tried(lambda: slice(1, 2) < slice(1, "a"))
tried(lambda: slice(1) < slice(1, 2))
tried(lambda: slice(1) < 5)
tried(lambda: hash(slice(1)))
tried(lambda: {slice(1)})
tried(lambda: {slice(1): 1})
print(slice.__hash__, slice(1).__eq__(slice(1)), slice(1).__lt__(2))
