# gc every: 256
# What __hash__ returns is the hash if it fits a word.
from dataclasses import dataclass


class Given:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value

    def __eq__(self, other):
        return self.value == other.value


for value in (0, -1, -2, 2 ** 61 - 1, 2 ** 61, 2 ** 62 + 5, -2 ** 63,
              2 ** 63 - 1, 2 ** 63, 2 ** 64 + 3, -2 ** 70, True):
    given = Given(value)
    print(hash(given), {given: 1}[Given(value)], given in {Given(value)},
          hash((given,)) == hash((Given(value),)))


@dataclass(frozen=True)
class Point:
    x: int
    y: str


print(hash(Point(4, "a")) == hash((4, "a")), {Point(1, "b")} == {Point(1, "b")})
