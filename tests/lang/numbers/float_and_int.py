print(1 == 1.0, hash(1) == hash(1.0), 2 ** 53 == float(2 ** 53))
print(2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53))
print(10 ** 400 > float("inf"), 10 ** 400 < float("inf"))
print(1 < 1.5 < 2, 3 > 2.5, 3 >= 3.0)
print(1 + 1.5, 1 - 0.5, 3 * 0.5, 7 // 2.0, 7 % 2.5)
print({1: "a", 1.0: "b", True: "c"})
try:
    print(float(10 ** 400))
except OverflowError as error:
    print(error)
try:
    print(int(float("nan")))
except ValueError as error:
    print(error)
