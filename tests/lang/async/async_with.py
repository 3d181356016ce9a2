# async with: order, values, exceptions on the way in, inside and on the way out.


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class Manager:
    def __init__(self, name, swallows=False, fails=""):
        self.name = name
        self.swallows = swallows
        self.fails = fails

    async def __aenter__(self):
        await Pause("enter " + self.name)
        if "enter" in self.fails:
            raise RuntimeError("enter " + self.name)
        return self.name

    async def __aexit__(self, kind, error, traceback):
        await Pause("exit " + self.name)
        print(self.name, kind and kind.__name__, error, traceback is not None)
        if "exit" in self.fails:
            raise RuntimeError("exit " + self.name)
        return self.swallows


def drive(c):
    try:
        while True:
            print("yields", c.send(None))
    except StopIteration as stop:
        print("returns", stop.value)
    except Exception as e:
        print(type(e).__name__, e, repr(e.__context__))


async def plain():
    async with Manager("a") as a, Manager("b") as b:
        print(a, b)
    async with Manager("c", swallows=True):
        1 / 0
    async with (Manager("d") as d, Manager("e")):
        return d


async def jumps():
    for i in range(3):
        async with Manager(str(i)):
            if i == 0:
                continue
            break
    try:
        async with Manager("in try"):
            raise KeyError(1)
    except KeyError as e:
        print("caught", e)
    finally:
        async with Manager("finally"):
            pass


async def failing(fails):
    async with Manager("x", fails=fails):
        raise KeyError("inside")


drive(plain())
drive(jumps())
drive(failing("enter"))
drive(failing("exit"))
drive(failing(""))


class NoExit:
    async def __aenter__(self):
        pass


class Sync:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


class NotAwaited:
    def __init__(self, enter, leave):
        self.values = enter, leave

    def __aenter__(self):
        return self.values[0]

    def __aexit__(self, *args):
        return self.values[1]


async def nothing():
    pass


async def using(x):
    async with x:
        print("inside")


for x in NoExit(), Sync(), 5, NotAwaited(1, 2), NotAwaited(nothing(), 2):
    drive(using(x))
