"""Method dispatch: one call site and several classes, super, properties."""


class Shape:
    def __init__(self, size):
        self._size = size

    @property
    def size(self):
        return self._size

    def area(self):
        return 0

    def doubled(self):
        return self.area() * 2


class Square(Shape):
    def area(self):
        return self.size * self.size


class Line(Shape):
    pass


class Frame(Square):
    def area(self):
        return super().area() - 1

    @staticmethod
    def sides():
        return 4


def total_area(shapes, rounds):
    total = 0
    for _ in range(rounds):
        for shape in shapes:
            total += shape.area()
            total += shape.doubled()
    return total


def monomorphic(shape, rounds):
    total = 0
    for _ in range(rounds):
        total += shape.sides()
        total += shape.area()
    return total


def main():
    rounds = 50_000
    shapes = [Square(2), Line(5), Frame(3)]
    assert total_area(shapes, rounds) == 3 * (4 + 0 + 8) * rounds
    assert monomorphic(Frame(5), 150_000) == (4 + 24) * 150_000


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
