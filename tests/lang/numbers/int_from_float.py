print(int(3.99), int(-3.99), int(1e20), int(True))
print(round(2.5), round(3.5), round(-2.5), round(2.567, 2), round(1234, -2))
print(round(0.5), round(1.5), round(1e22), round(5, 1), round(-0.4))
for value in (float("inf"), float("nan")):
    try:
        int(value)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
