# What is thrown into a generator has no context of its thrower's.
from contextlib import ExitStack, contextmanager


def chain(e):
    texts = []
    while e is not None:
        texts.append(repr(e))
        e = e.__context__
    print(" <- ".join(texts))


@contextmanager
def at_end(exc):
    try:
        yield
    finally:
        raise exc


@contextmanager
def at_error(exc):
    try:
        yield
    except Exception:
        raise exc


for manager in (at_end, at_error):
    one, two, three, four = map(Exception, range(1, 5))
    try:
        with ExitStack() as stack:
            stack.enter_context(manager(four))
            stack.enter_context(manager(three))
            stack.enter_context(manager(two))
            raise one
    except Exception as e:
        chain(e)


def catching():
    try:
        yield 1
    except ValueError as e:
        chain(e)
        try:
            yield 2
        except ValueError as inner:
            chain(inner)
            yield 3


for _ in range(2):
    it = catching()
    next(it)
    try:
        raise KeyError("outside")
    except KeyError:
        print(it.throw(ValueError("first")))
        print(it.throw(ValueError("second")))
        try:
            it.throw(OSError("third"))
        except OSError as e:
            chain(e)
