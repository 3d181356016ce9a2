"""The benches of tests/bench in CPython: asyncio tasks and queues, and pickles
over asyncio streams."""

import asyncio
import gc
import pickle
import struct
import sys
import time


def report(start, result):
    print("seconds:", time.perf_counter() - start)
    print("result:", result)


async def memory(count):
    ready = asyncio.Semaphore(0)

    async def parked(inbox):
        ready.release()
        await inbox.get()

    print("before", flush=True)
    time.sleep(1)
    inboxes = [asyncio.Queue() for _ in range(count)]
    tasks = [asyncio.create_task(parked(inbox)) for inbox in inboxes]
    for _ in tasks:
        await ready.acquire()
    gc.collect()
    print("parked", flush=True)
    time.sleep(60)


async def spawn(count):
    done = asyncio.Semaphore(0)

    async def short():
        done.release()

    start = time.perf_counter()
    tasks = [asyncio.create_task(short()) for _ in range(count)]
    for _ in tasks:
        await done.acquire()
    report(start, count)


async def pingpong(count):
    ping, pong = asyncio.Queue(), asyncio.Queue()

    async def other():
        while True:
            pong.put_nowait(await ping.get() + 1)

    task = asyncio.create_task(other())
    total = 0
    start = time.perf_counter()
    for i in range(count):
        ping.put_nowait(i)
        total += await pong.get()
    report(start, total)
    task.cancel()


async def ring(size, hops):
    root = asyncio.Queue()
    inboxes = [asyncio.Queue() for _ in range(size)]

    async def member(inbox, following):
        while True:
            left = await inbox.get()
            if left > 0:
                following.put_nowait(left - 1)
            else:
                root.put_nowait(0)

    tasks = [asyncio.create_task(member(inbox, inboxes[(i + 1) % size]))
             for i, inbox in enumerate(inboxes)]
    inboxes[0].put_nowait(size)
    await root.get()
    start = time.perf_counter()
    inboxes[0].put_nowait(hops)
    await root.get()
    report(start, hops)
    for task in tasks:
        task.cancel()


async def counting(count):
    inbox = asyncio.Queue(1024)

    async def counter():
        total = 0
        while (value := await inbox.get()) is not None:
            total += value
        return total

    task = asyncio.create_task(counter())
    start = time.perf_counter()
    for i in range(count):
        await inbox.put(i)
    await inbox.put(None)
    report(start, await task)


async def forkjoin(count):
    done = asyncio.Semaphore(0)

    async def body(inbox):
        await inbox.get()
        done.release()

    start = time.perf_counter()
    inboxes = [asyncio.Queue() for _ in range(count)]
    tasks = [asyncio.create_task(body(inbox)) for inbox in inboxes]
    for i, inbox in enumerate(inboxes):
        inbox.put_nowait(i)
    for _ in tasks:
        await done.acquire()
    report(start, count)


async def chameneos(creatures, meetings):
    mall = asyncio.Queue()

    async def creature(color):
        inbox = asyncio.Queue()
        count = 0
        while True:
            mall.put_nowait((inbox, color))
            note = await inbox.get()
            if note is None:
                return count
            if isinstance(note, tuple):
                other, color_of_other = note
                if color != color_of_other:
                    color = 3 - color - color_of_other
                other.put_nowait(color)
            else:
                color = note
            count += 1

    tasks = [asyncio.create_task(creature(i % 3)) for i in range(creatures)]
    start = time.perf_counter()
    for _ in range(meetings):
        first, _ = await mall.get()
        second, color = await mall.get()
        first.put_nowait((second, color))
    seconds = time.perf_counter() - start
    for _ in tasks:
        (await mall.get())[0].put_nowait(None)
    print("seconds:", seconds)
    print("result:", sum([await task for task in tasks]))


async def big(size, asks):
    everyone = [asyncio.Queue() for _ in range(size)]
    done = asyncio.Semaphore(0)

    async def asker(i):
        inbox = everyone[i]
        seed = (i + 1) * 7919 * 16807 % 2147483647
        everyone[(seed >> 8) % size].put_nowait(inbox)
        left = asks
        while True:
            message = await inbox.get()
            if message is not None:
                message.put_nowait(None)
                continue
            left -= 1
            if left == 0:
                done.release()
                continue
            seed = seed * 16807 % 2147483647
            everyone[(seed >> 8) % size].put_nowait(inbox)

    start = time.perf_counter()
    tasks = [asyncio.create_task(asker(i)) for i in range(size)]
    for _ in tasks:
        await done.acquire()
    report(start, size * asks)
    for task in tasks:
        task.cancel()


async def handoff(count):
    first, second = asyncio.Semaphore(0), asyncio.Semaphore(0)

    async def player(mine, other):
        for _ in range(count):
            await mine.acquire()
            other.release()

    tasks = [asyncio.create_task(player(first, second)),
             asyncio.create_task(player(second, first))]
    start = time.perf_counter()
    first.release()
    for task in tasks:
        await task
    report(start, count)


def frame(value):
    data = pickle.dumps(value, protocol=5)
    return struct.pack("<I", len(data)) + data


async def read_frame(reader):
    size, = struct.unpack("<I", await reader.readexactly(4))
    return pickle.loads(await reader.readexactly(size))


async def serve():
    finished = asyncio.Event()

    async def talk(reader, writer):
        total = 0
        while True:
            kind, value, _ = await read_frame(reader)
            if kind == "ping":
                writer.write(frame(value + 1))
            elif kind == "flood":
                total += value
            else:
                break
        writer.write(frame(total))
        await writer.drain()
        finished.set()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await finished.wait()


async def remote(verb, count):
    child = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "serve", stdout=asyncio.subprocess.PIPE)
    port = int(await child.stdout.readline())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    text = "x" * 64
    total = 0

    async def trip(i):
        writer.write(frame(("ping", i, text)))
        return await read_frame(reader)

    for i in range(100):
        await trip(i)
    start = time.perf_counter()
    if verb == "trip":
        for i in range(count):
            total += await trip(i)
        report(start, total)
    else:
        for i in range(count):
            writer.write(frame(("flood", i, text)))
            await writer.drain()
    writer.write(frame(("end", 0, "")))
    total = await read_frame(reader)
    if verb == "flood":
        report(start, total)
    await child.wait()


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    arguments = [int(word) if word.isdigit() else word for word in rest]
    asyncio.run(globals()[verb](*arguments))
