import types


def outer(x):
    def inner():
        return x
    return inner


f = outer(1)
cell, = f.__closure__
cell.cell_contents = 7
print(f())
del cell.cell_contents
for ask in (f, lambda: cell.cell_contents):
    try:
        ask()
    except (NameError, ValueError) as e:
        print(type(e).__name__, e)
print(types.CellType(5).cell_contents)
try:
    types.CellType().cell_contents
except ValueError as e:
    print(e)
print(f.__builtins__["len"] is len)
