print(2**10, 2**-1, (-2)**3, -2**2, 0**0, 2**0.5)
print(pow(3, 4), pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 10))
print(10**40, (-7)**31)
print(1.5**3, 0.0**0, 4**0.5, 2.0**1023)
for base, power in ((0, -1), (0.0, -1.0), (10.0, 400)):
    try:
        print(base**power)
    except (ZeroDivisionError, OverflowError) as error:
        print(type(error).__name__, error)
try:
    pow(2, 3, 0)
except ValueError as error:
    print(error)
