n = 37
print(n.bit_length(), (0).bit_length(), (-8).bit_length(), (2**100).bit_length())
print(n.bit_count(), (-7).bit_count())
print(n.numerator, n.denominator, n.real, n.imag, n.conjugate())
print((258).to_bytes(2, "big"), (258).to_bytes(4, "little"))
print((-2).to_bytes(2, "big", signed=True))
print(int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\xff", "big", signed=True))
print(n.__add__(5), (5).__sub__(7), (7).__floordiv__(2), (3).__eq__(3))
try:
    (300).to_bytes(1, "big")
except OverflowError as error:
    print(error)
