print(1, 2, 3, sep="-", end="!\n")
print()
print("a", "b", sep="")
print(*[1, 2], *"xy")
print("no newline", end="")
print(" joined", None, sep=None, end=None)
try:
    print("x", sep=1)
except TypeError as error:
    print(error)
