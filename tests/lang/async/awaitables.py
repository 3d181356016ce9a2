# What may be awaited, and what may not.


def drive(c):
    try:
        while True:
            print("yields", c.send(None))
    except StopIteration as stop:
        print("returns", stop.value)
    except Exception as e:
        print(type(e).__name__, e)


class Of:
    def __init__(self, result):
        self.result = result

    def __await__(self):
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


class Iterator:
    def __init__(self):
        self.left = 2

    def __next__(self):
        self.left -= 1
        if self.left:
            return self.left
        raise StopIteration("end")


async def wait_for(x):
    return await x


async def nothing():
    return "nothing"


for x in (1, None, "text", [], (i for i in ()), nothing, object, Of(iter([1, 2])),
          Of([]), Of(5), Of(None), Of(Iterator()), Of(ValueError("raised")),
          Of(nothing().__await__())):
    drive(wait_for(x))
c = nothing()
drive(wait_for(Of(c)))
c.close()
w = nothing().__await__()
print(type(w).__name__, iter(w) is w)
try:
    next(w)
except StopIteration as e:
    print(e.value)
try:
    w.send(None)
except RuntimeError as e:
    print(e)
w.close()


class Instance:
    pass


x = Instance()
x.__await__ = lambda: iter([])
drive(wait_for(x))


class Meta(type):
    def __await__(cls):
        yield cls.__name__
        return 7


class Awaited(metaclass=Meta):
    pass


drive(wait_for(Awaited))


def plain(x):
    yield from x


c = nothing()
try:
    next(plain(c))
except TypeError as e:
    print(e)
c.close()
