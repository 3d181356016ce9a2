# One place that calls methods of generators, coroutines and other iterators.
# gc every: 2048
import inspect


def generator():
    yield 1


async def coroutine():
    return "result"


def drive(x):
    try:
        while True:
            print(inspect.isgenerator(x), x.send(None))
    except StopIteration as stop:
        print(stop.value)
    x.close()


def throw(x):
    try:
        x.throw(KeyError("thrown"))
    except KeyError as error:
        print(error)


for x in (generator(), coroutine(), generator(), coroutine(), coroutine()):
    drive(x)
for x in (generator(), coroutine(), generator(), coroutine()):
    throw(x)


def step(x):
    return x.__next__()


for x in (generator(), iter([1]), map(str, [2]), iter({3: 4}), iter((5,)),
          enumerate("a"), zip("b"), iter("c"), generator(), reversed([6])):
    print(step(x))


def apart(view):
    return view.isdisjoint([("a", 1)])


d = {"a": 1}
for view in (d.keys(), d.items(), d.keys(), d.items()):
    print(apart(view))
awaitable = coroutine()
try:
    step(awaitable)
except AttributeError as error:
    print(error)
awaitable.close()
for x in (generator(), coroutine()):
    try:
        del x.__name__
    except TypeError as error:
        print(error)
    x.close()
