# What throw() is given goes to a `yield from` as it is.
class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        print("given", *[arg if isinstance(arg, (type, int, str, tuple))
                         else type(arg).__name__ for arg in args])
        return len(args)


def outer(delegate):
    try:
        yield from delegate
    except Exception as e:
        print("outer:", type(e).__name__, e)
        yield "after"


def show(function, *args):
    try:
        print(function(*args))
    except BaseException as e:
        print(type(e).__name__, e)


def traceback():
    try:
        raise ValueError
    except ValueError as e:
        return e.__traceback__


THROWN = ((KeyError,), (KeyError, "a"), (KeyError, None), (KeyError("b"),),
          (KeyError, ("a", "b"), None), (KeyError, KeyError("c")), (5,),
          (5, 6, 7), (KeyError("d"), 1), (KeyError, 1, 2), (int,), (None,),
          (KeyError, "a", traceback()), (StopIteration, 8),
          (GeneratorExit, "x"))


def inner():
    try:
        yield 2
    except KeyError as e:
        print("inner:", e.args)
        yield "from inner"


for thrown in THROWN:
    for make in (lambda: outer(Delegate()), lambda: outer(outer(Delegate())),
                 lambda: outer(inner()), lambda: outer([1, 2]), inner):
        generator = make()
        next(generator)
        show(generator.throw, *thrown)
        generator.close()


# The same through a coroutine and what wraps it.
class Awaitable:
    def __await__(self):
        return Delegate()


async def awaits():
    try:
        await Awaitable()
    except BaseException as e:
        print("awaits:", type(e).__name__, e)


for thrown in THROWN[:8]:
    coroutine = awaits()
    coroutine.send(None)
    show(coroutine.throw, *thrown)
    wrapped = coroutine.__await__()
    show(wrapped.throw, *thrown)
    coroutine.close()
    coroutine = awaits()
    wrapped = coroutine.__await__()
    show(wrapped.throw)
    show(wrapped.throw, 1, 2, 3, 4)
    coroutine.close()


# What is thrown into an asynchronous generator, and by its aclose().
async def steps():
    try:
        await Awaitable()
        yield 3
    except Exception as e:
        print("steps:", type(e).__name__, e)
        raise


for thrown in THROWN[:8]:
    generator = steps()
    step = generator.asend(None)
    step.send(None)
    show(step.throw, *thrown)


class Catching(Delegate):
    def close(self):
        print("closed")
        raise OSError("of close")


generator = outer(Catching())
next(generator)
show(generator.throw, GeneratorExit)
generator = outer(outer(Catching()))
next(generator)
show(generator.throw, GeneratorExit())


class Exit(GeneratorExit):
    pass


generator = outer(Catching())
next(generator)
show(generator.throw, Exit, "a")
