# What was thrown through `yield from` or `await` and caught is no context of
# what the generator raises later.
def kinds(error):
    found = []
    while error is not None:
        found.append(type(error).__name__)
        error = error.__context__
    return found


class Quiet:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return True


class Wait:
    def __await__(self):
        return (yield "waits")


def inner():
    yield "inner"


def generator():
    try:
        yield from inner()
    except KeyError as e:
        print(kinds(e))
    try:
        raise TypeError
    except TypeError as e:
        print(kinds(e))


async def coroutine():
    async with Quiet():
        await Wait()
    raise TypeError


g = generator()
print(next(g))
try:
    g.throw(KeyError("k"))
except StopIteration as e:
    print(kinds(e))
c = coroutine()
print(c.send(None))
try:
    c.throw(KeyError("k"))
except TypeError as e:
    print(kinds(e))
