def show(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for n in (0, 1, 255, 256, -1, -128, -129, 2 ** 64, -2 ** 70):
    for size in (1, 2, 10):
        for order in ("big", "little"):
            show(n.to_bytes, size, order, signed=True)
    show(n.to_bytes, 9)
show((5).to_bytes)
show((5).to_bytes, 1, "middle")
show((5).to_bytes, -1, "big")
print(int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\x01\x00", "little"))
print(int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(b"", "big"))
print(int.from_bytes([1, 2], "big"), int.from_bytes(b"\xff" * 12))
for n in (0, 1, -1, 255, -256, 2 ** 80 - 1, True):
    print(n.bit_length(), n.bit_count(), n.conjugate(), n.as_integer_ratio())
    print(n.real, n.imag, n.numerator, n.denominator)
print((7).__add__(3), (7).__divmod__(2), (7).__rsub__(10), (7).__eq__(7.0))
print((7).__add__("x"), (7).__floor__(), (7).__round__(-1), int.__add__(1, 2))
