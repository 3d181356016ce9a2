# What has an __index__ is taken wherever a number is: as a byte to look for, a
# place in a deque, how often a sequence is repeated.
from collections import deque


class Two:
    def __index__(self):
        return 2


for make in (lambda: [1, 2], lambda: bytearray(b"ab")):
    one = other = make()
    one *= Two()
    print(one, one is other)

letters = bytes([1, 2, 3, 2])
print(Two() in letters, letters.find(Two()), letters.rindex(Two()))
print(letters.count(Two()), bytearray(letters).rfind(Two(), Two()))

line = deque("abcdef")
line.insert(Two(), "x")
line[Two()] = "y"
del line[Two()]
print(line, line[Two()], line.index("d", Two()), line * Two())
for call in (lambda: line.insert("a", 1), lambda: line.index("a", None),
             lambda: line["a"], lambda: [1].sort(reverse=None),
             lambda: "a" in letters, lambda: letters.find("a")):
    try:
        call()
    except TypeError as error:
        print(error)
values = [1, 3, 2]
values.sort(reverse=Two())
print(values)


def numbers():
    yield 1
    yield 300
    print("never asked for")


for kind in bytes, bytearray:
    try:
        kind(numbers())
    except ValueError as error:
        print(error)
