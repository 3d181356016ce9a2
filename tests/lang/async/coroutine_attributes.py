# What a coroutine tells of itself.


class Pause:
    def __await__(self):
        yield 1


async def inner():
    print(c.cr_running, c.cr_suspended)
    await Pause()


async def outer():
    await inner()


c = outer()
print(c.cr_running, c.cr_suspended, c.cr_await, c.cr_origin)
print(c.cr_code is outer.__code__, c.cr_code.co_name)
print(c.send(None))
print(c.cr_running, c.cr_suspended, type(c.cr_await), c.cr_await.cr_code.co_name)
print(type(c.cr_await.cr_await).__name__)
c.__name__ = "renamed"
c.__qualname__ = "re.named"
print(c.__name__, c.__qualname__)
for name in "__name__", "__qualname__":
    try:
        setattr(c, name, 5)
    except TypeError as e:
        print(e)
c.close()
print(c.cr_suspended, c.cr_await)
try:
    c.x = 1
except AttributeError as e:
    print(e)
for use in (lambda: iter(c), lambda: next(c), lambda: list(c), lambda: 1 in c):
    try:
        use()
    except TypeError as e:
        print(e)
kind = type(c)
print(kind, kind.__mro__)
try:
    kind()
except TypeError as e:
    print(e)


def twice(c):
    for _ in range(2):
        try:
            c.send(None)
        except (StopIteration, RuntimeError) as e:
            print(type(e).__name__, e)


async def quick():
    return 3


twice(quick())
c = quick()
try:
    c.send(1)
except TypeError as e:
    print(e)
c.close()
c.close()
try:
    c.throw(ValueError)
except RuntimeError as e:
    print(e)
