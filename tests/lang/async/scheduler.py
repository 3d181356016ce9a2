# A round-robin scheduler over send(), in plain Python.



class Switch:
    def __await__(self):
        yield


class Event:
    def __init__(self):
        self.waiters = []
        self.is_set = False

    def set(self):
        self.is_set = True
        for task in self.waiters:
            ready.append(task)

    def __await__(self):
        if not self.is_set:
            yield self


ready = []


def run():
    while ready:
        task = ready.pop(0)
        try:
            event = task.send(None)
        except StopIteration as stop:
            print("ended", task.__name__, stop.value)
            continue
        if event is None:
            ready.append(task)
        else:
            event.waiters.append(task)


async def worker(name, n, event):
    for i in range(n):
        print(name, i)
        await Switch()
    await event
    return name


async def setter(event):
    await Switch()
    await Switch()
    await Switch()
    print("set")
    event.set()


event = Event()
ready.extend([worker("a", 2, event), worker("b", 3, event), setter(event)])
run()
