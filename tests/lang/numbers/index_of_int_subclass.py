# An int of a class with an __index__ is its own index all the same.
import operator


class Odd(int):
    def __index__(self):
        return 1


odd = Odd(2)
print([10, 20, 30][odd], "abc"[odd], (1, 2, 3)[:odd], b"abc"[odd:])
print(range(9)[odd], list(range(odd)), operator.index(odd), "x" * odd)
items = [1, 2, 3]
items[odd] = 7
del items[odd:]
print(items, chr(Odd(65)), hex(Odd(255)))
try:
    [10, 20][odd]
except IndexError as e:
    print(e)


class Based:
    pass


for base in int, dict, str, list, bytes:
    try:
        Based.__bases__ = (base,)
    except TypeError as e:
        print(e)
