print((255).bit_length(), (0).bit_length(), (-256).bit_length())
print((1023).bit_count())
print((1024).to_bytes(4, "big"), int.from_bytes(b"\x04\x00", "big"))
print((-2).to_bytes(2, "little", signed=True))
print(int("ff", 16), int("0b101", 0), int("-12"), int(" 42 "), int("1_000"))
print(int(3.9), int(-3.9), int(True), int("z", 36))
print(bin(10), oct(64), hex(255), hex(-255))
print((5).numerator, (5).denominator, (5).real, (5).imag)
for text in ("", "abc", "1.5", "0x1f", "1__0"):
    try:
        print(int(text))
    except ValueError as error:
        print(error)
