try:
    1 / 0
except ZeroDivisionError as e:
    kept = e
try:
    e
except NameError as error:
    print(error)
print(kept, type(kept).__name__)
e = "before"
try:
    raise ValueError
except ValueError as e:
    pass
print("e" in globals())
