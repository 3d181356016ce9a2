# Coroutines that await each other are closed together, and each once.
import gc


class Later:
    def __await__(self):
        yield self


async def inner():
    try:
        await Later()
    finally:
        print("inner closed")


async def outer():
    try:
        await inner()
    finally:
        print("outer closed")


def forget():
    outer().send(None)


for _ in range(3):
    forget()
    gc.collect()
