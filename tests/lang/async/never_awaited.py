# A coroutine that nobody awaits is warned of when it is collected.
import gc
import warnings


async def work():
    return 1


def forget():
    work()


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    forget()
    gc.collect()
print([(w.category.__name__, str(w.message)) for w in caught])

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    work().close()
    for awaited in (work(), work()):
        try:
            awaited.send(None)
        except StopIteration as stop:
            print(stop.value)
    del awaited
    gc.collect()
print(caught)
