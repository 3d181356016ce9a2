# An error's traceback shows every coroutine that awaited.


async def deep(n):
    if n == 0:
        raise ValueError("at the bottom")
    await deep(n - 1)


async def items():
    yield 1
    await deep(1)


class Manager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        pass


async def main():
    async with Manager():
        async for item in items():
            print(item)


try:
    main().send(None)
except ValueError as e:
    tb = e.__traceback__
    while tb is not None:
        print(tb.tb_lineno)
        tb = tb.tb_next
main().send(None)
