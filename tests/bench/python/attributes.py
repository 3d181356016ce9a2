"""Attributes of instances: reading, storing, adding; slots, class state."""


class Point:
    scale = 3

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def walk(point, steps):
    for _ in range(steps):
        point.x += 1
        point.y += point.x
        point.x, point.y = point.x + point.scale, point.y - point.x
    return point.x, point.y


def swap(slotted, times):
    for _ in range(times):
        slotted.left, slotted.right = slotted.right, slotted.left
        slotted.left += 1
    return slotted.left + slotted.right


def make(count):
    total = 0
    for i in range(count):
        point = Point(i, 1)
        total += point.x + point.y
    return total


def main():
    steps = 400_000
    assert walk(Point(0, 0), steps) == (4 * steps, 0)
    assert swap(Slotted(1, 2), steps) == steps + 3
    assert make(200_000) == 200_000 * 199_999 // 2 + 200_000


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
