kept = None
try:
    int("x")
except ValueError as error:
    kept = error


def later():
    raise kept


later()
