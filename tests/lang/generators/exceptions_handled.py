# What a generator handles is its own; beside that it handles what whoever
# resumes it does, each time anew.
import sys


def handled():
    return sys.exc_info()[0]


def leaves_handler():
    try:
        raise ValueError
    except ValueError:
        yield handled()
    yield handled()
    yield handled()


g = leaves_handler()
try:
    raise IndexError
except IndexError:
    print(next(g), handled())
print(next(g), handled())
try:
    raise KeyError
except KeyError:
    print(next(g), handled())

g = leaves_handler()
print(next(g))
try:
    raise KeyError
except KeyError:
    print(next(g), handled())
print(next(g))


# Thrown in is what is being handled outside.
def catches():
    try:
        yield handled()
    except Exception as e:
        yield handled(), e.__context__
        yield handled()
        raise


g = catches()
print(next(g))
try:
    raise ValueError
except ValueError as e:
    print(g.throw(e))
print(handled(), next(g))
try:
    next(g)
except ValueError as e:
    print("again", e.__context__)
print(handled())


def nested():
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            yield handled()
            raise TypeError("inner")
        except TypeError as e:
            print(repr(e.__context__))
            yield handled()
        yield handled()
    yield handled()


g = nested()
while True:
    try:
        raise OSError
    except OSError:
        try:
            print(next(g))
        except StopIteration as e:
            print("end", repr(e.__context__))
            break
        print(handled())


async def awaiting(inner):
    try:
        raise RuntimeError
    except RuntimeError:
        await inner
        return handled()


class Once:
    def __await__(self):
        yield handled()


c = awaiting(Once())
try:
    raise KeyError
except KeyError:
    print(c.send(None), handled())
try:
    c.send(None)
except StopIteration as e:
    print(e.value, handled())
