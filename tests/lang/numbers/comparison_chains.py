def show(value):
    print("read", value)
    return value


print(show(1) < show(2) < show(3))
print(show(3) < show(2) < show(1))
print(1 < 3 > 2 != 5 == 5)
print(1 == 1 in [1], not 1 == 2, None is not True)
print(1 < 2 and 2 < 1 or 3)
