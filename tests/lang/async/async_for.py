# async for, with else, break, continue and return.


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class Count:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        self.i = 0
        return self

    async def __anext__(self):
        if self.i == self.n:
            raise StopAsyncIteration
        self.i += 1
        await Pause(("wait", self.i))
        return self.i


def drive(c):
    try:
        while True:
            print("yields", c.send(None))
    except StopIteration as stop:
        print("returns", stop.value)
    except Exception as e:
        print(type(e).__name__, e, repr(e.__cause__))


async def loop():
    async for i in Count(3):
        print(i)
    else:
        print("else")
    async for i in Count(5):
        if i == 1:
            continue
        if i == 3:
            break
        print(i)
    else:
        print("not here")
    async for a, b in Pairs():
        print(a, b)
    async for i in Count(4):
        async for j in Count(i):
            if j == 2:
                return i, j


class Pairs(Count):
    def __init__(self):
        self.n = 2

    async def __anext__(self):
        i = await super().__anext__()
        return i, -i


drive(loop())


class Bad:
    def __init__(self, iterator, step):
        self.iterator = iterator
        self.step = step

    def __aiter__(self):
        return self if self.iterator is None else self.iterator

    def __anext__(self):
        return self.step


class NoNext:
    def __aiter__(self):
        return self


class AsyncIter:
    async def __aiter__(self):
        return self


async def over(x):
    async for i in x:
        print(i)


class BadAwait:
    def __await__(self):
        return 5


for x in (5, [1], NoNext(), Bad(5, 5), Bad(None, 5), Bad(None, BadAwait()),
          (i for i in ())):
    drive(over(x))


class Raises:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise KeyError("k")


drive(over(Raises()))


async def handled():
    try:
        raise ValueError("outer")
    except ValueError:
        async for i in Count(1):
            print("inside", i)
        raise


drive(handled())
