# An index that no sequence can have is refused before what cannot be changed.
import random


def put(container, key):
    container[key] = 1


def drop(container, key):
    del container[key]


for container in "ab", b"ab", (1, 2), range(3), [1], bytearray(1), {}, {1}:
    for change in put, drop:
        for key in 2 ** 63, -2 ** 64, 0, "a", None:
            try:
                change(container, key)
            except (TypeError, IndexError, KeyError, ValueError) as error:
                print(type(container).__name__, type(error).__name__, error)
for seed in bytearray(b"q"), b"q", "q":
    for version in 1, 2:
        try:
            random.seed(seed, version)
            print(random.random())
        except TypeError as error:
            print(error)
