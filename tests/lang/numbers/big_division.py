a = 10**50 + 12345
b = 10**20 + 7
print(a // b, a % b, divmod(-a, b))
print(a // -b, a % -b)
print(a / b, 10**30 / 10**10, 3 / 10**25)
print(10**400 // 10**395, (10**400) % 97)
try:
    print(10**400 / 3)
except OverflowError as error:
    print(error)
print(10**400 / 10**399)
