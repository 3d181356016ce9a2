# A class that makes no exception, or fails to, thrown into a generator.
class Odd(Exception):
    def __new__(cls, *args):
        return cls


class Fails(Exception):
    def __init__(self, *args):
        raise KeyError("inside")


def listening():
    while True:
        try:
            yield "ready"
        except Exception as error:
            print("got", type(error).__name__, error)


running = listening()
next(running)
print(running.throw(Odd))
print(running.throw(Fails))
print(running.throw(Fails, "value"))
print(running.throw(ValueError, ("a", "b")))
