print(0b1100 & 0b1010, 0b1100 | 0b1010, 0b1100 ^ 0b1010, ~0b1100)
print(-5 & 3, -5 | 3, -5 ^ 3, ~-5)
print(1 << 0, 1 << 64, -1 << 70, 2**100 >> 98, -1 >> 5, -(2**70) >> 69)
big = 2**200 - 1
print(big & -(2**100), big | 1, (big ^ 2**199) == 2**199 - 1)
print(True & False, True | False, True ^ True, ~True, True & 3)
try:
    1 << -1
except ValueError as error:
    print(error)
