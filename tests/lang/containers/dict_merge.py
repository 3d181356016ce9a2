a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a | b, b | a, {**a, **b})
a |= b; print(a)
a |= [("w", 0)]; print(a)
try:
    a | [("w", 0)]
except TypeError as error:
    print(error)
