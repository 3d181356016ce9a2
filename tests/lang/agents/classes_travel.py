import midge


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __hash__(self):
        return hash(self.x)


def move(parent):
    point = midge.receive()
    parent.send((isinstance(point, Point), Point(point.x + 1)))
    parent.send({Point(1): "one"})
    parent.send(Point)


def main():
    agent = midge.spawn(move, midge.me())
    agent.send(Point(4))
    same, point = midge.receive()
    print(same, isinstance(point, Point), point == Point(5))  # expect: True True True
    print(midge.receive()[Point(1)])  # expect: one
    print(midge.receive() is Point)  # expect: True


if __name__ == "__main__":
    main()
