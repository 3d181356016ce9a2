# aiter() and anext().


class Pause:
    def __await__(self):
        return (yield "paused")


async def two():
    yield 1
    await Pause()
    yield 2


def drive(c):
    try:
        while True:
            print("yields", c.send(None))
    except StopIteration as stop:
        print("returns", stop.value)
    except BaseException as e:
        print(type(e).__name__, e)


async def main():
    it = aiter(two())
    print(await anext(it), await anext(it, "default"), await anext(it, "default"))
    try:
        await anext(it)
    except StopAsyncIteration:
        print("end")


drive(main())


class NoNext:
    def __aiter__(self):
        return 5


class Sync:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 7


for f in (lambda: aiter(5), lambda: aiter([]), lambda: aiter(NoNext()), lambda: anext(5),
          lambda: anext("text"), lambda: aiter(), lambda: anext(), lambda: anext(1, 2, 3)):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(anext(Sync()))
d = anext(two(), None)
print(type(d).__name__)
drive(d)
d = anext(two(), None)
try:
    d.throw(ValueError, "v")
except ValueError as e:
    print(e)
anext(two(), None).close()
