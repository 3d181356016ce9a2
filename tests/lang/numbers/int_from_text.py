print(int("42"), int("  -17 "), int("1_000"), int("+5"))
print(int("ff", 16), int("0xff", 16), int("0b101", 0), int("777", 8))
print(int("z", 36), int("-0x1F", 0), int("０１２"))
for text, base in (("", 10), ("4 2", 10), ("12a", 10), ("8", 8), ("_1", 10),
                   ("1__0", 10), ("0x", 16), ("012", 0), ("1.5", 10)):
    try:
        print(int(text, base))
    except ValueError as error:
        print(error)
