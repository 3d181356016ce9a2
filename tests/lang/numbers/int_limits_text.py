n = 10**4299
print(len(str(n)))
try:
    str(n * 10)
except ValueError as error:
    print(error)
try:
    int("1" * 5000)
except ValueError as error:
    print(error)
print(len(hex(n * 10)) > 3000)
