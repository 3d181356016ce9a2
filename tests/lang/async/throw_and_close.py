# throw() and close() reach what a coroutine awaits.


class Pause:
    def __await__(self):
        try:
            got = yield "paused"
        except ValueError as e:
            print("pause got", repr(e))
            return "healed"
        finally:
            print("pause leaves")
        return got


async def inner():
    try:
        return await Pause()
    finally:
        print("inner leaves")


async def outer():
    try:
        return "outer", await inner()
    except KeyError as e:
        return "caught", e.args


def finish(c, *thrown):
    try:
        print("yields", c.throw(*thrown))
    except BaseException as e:
        print(type(e).__name__, e)


c = outer()
print(c.send(None))
finish(c, ValueError("v"))
c = outer()
c.send(None)
finish(c, KeyError("k"))
c = outer()
c.send(None)
finish(c, TypeError, "t")
c = outer()
finish(c, TypeError, "before it began")
c = outer()
c.send(None)
print(c.close())
print(c.close())


async def stubborn():
    try:
        await Pause()
    except GeneratorExit:
        await Pause()


c = stubborn()
c.send(None)
try:
    c.close()
except RuntimeError as e:
    print(e)
c.close()


async def stops():
    raise StopIteration(4)


try:
    stops().send(None)
except RuntimeError as e:
    print(e, repr(e.__cause__), e.__cause__ is e.__context__)


async def ends():
    raise StopAsyncIteration(4)


try:
    ends().send(None)
except StopAsyncIteration as e:
    print(repr(e))


async def itself():
    me.send(None)


me = itself()
try:
    me.send(None)
except ValueError as e:
    print(e)


async def await_me():
    await me


me = await_me()
try:
    me.send(None)
except (ValueError, RuntimeError) as e:
    print(type(e).__name__, e)


async def shared():
    await Pause()


one = shared()


async def waits():
    await one


a, b = waits(), waits()
print(a.send(None))
try:
    b.send(None)
except RuntimeError as e:
    print(e)
a.close()
