# A coroutine runs as it is driven by send(), through all it awaits.


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


async def add(x, y):
    return await Pause(x) + await Pause(y)


async def main():
    total = 0
    for i in range(3):
        total += await add(i, 10 * i)
    return total


def drive(coroutine, answers):
    sent = None
    for answer in answers:
        print("yields", coroutine.send(sent))
        sent = answer
    try:
        coroutine.send(sent)
    except StopIteration as stop:
        print("returns", stop.value)


drive(main(), [1, 2, 3, 4, 5, 6])
drive(add("a", "b"), ["x", "y"])


async def nothing():
    pass


drive(nothing(), [])


async def order():
    print("not before it is driven")
    return [await add(1, 2), (await add(3, 4), await Pause(5)), -await Pause(2) ** 2]


c = order()
print(type(c).__name__, c.__name__, c.__qualname__)
drive(c, [1, 2, 3, 4, 5, 6])
print(repr(main).startswith("<function main at 0x"))


class Lender:
    async def method(self, *, key=None):
        return self, key

    @staticmethod
    async def static():
        return 1

    @classmethod
    async def of_class(cls):
        return cls.__name__


async def methods():
    lender = Lender()
    me, key = await lender.method(key=4)
    print(me is lender, key, await Lender.static(), await lender.of_class())


drive(methods(), [])
