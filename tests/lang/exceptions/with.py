class Room:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__, error,
              traceback is not None)
        return self.swallow


with Room("a") as a, Room("b") as b:
    print(a, b)
with Room("calm", swallow=True):
    raise ValueError("swallowed")
try:
    with Room("loud"):
        1 / 0
except ZeroDivisionError as error:
    print("out", error)


def leaves():
    with Room("return"):
        return "value"


print(leaves())
for i in range(3):
    with Room(str(i)):
        if i == 1:
            break
with (Room("x") as x, Room("y")):
    print(x)
for bad in (5,):
    try:
        with bad:
            pass
    except TypeError as error:
        print(error)
