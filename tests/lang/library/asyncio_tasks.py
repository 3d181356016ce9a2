# asyncio, unmodified, over a selector that waits for nothing but time and threads.
# gc every: 65536
import asyncio
import time


async def twice(n, seconds=0):
    await asyncio.sleep(seconds)
    return n * 2


async def for_ever():
    await asyncio.Event().wait()


async def after(event):
    await event.wait()
    return "after"


async def sets(event):
    event.set()
    return "sets"


async def producer(queue):
    for i in range(5):
        await queue.put(i)
        await asyncio.sleep(0.001)
    await queue.put(None)


async def consumer(queue):
    taken = []
    while (item := await queue.get()) is not None:
        taken.append(item)
    return taken


async def fails():
    raise ValueError("no")


async def waiting_in_turn():
    print(await asyncio.gather(twice(1, 0.02), twice(2, 0.01)))
    print(await asyncio.gather(twice(1), fails(), return_exceptions=True))
    queue = asyncio.Queue(2)
    task = asyncio.create_task(producer(queue))
    print(await consumer(queue))
    await task
    event = asyncio.Event()
    for step in asyncio.as_completed([after(event), sets(event)]):
        print(await step)
    tasks = [asyncio.create_task(task)
             for task in (for_ever(), twice(1), for_ever())]
    done, pending = await asyncio.wait(
        tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for task in pending:
        task.cancel()


async def ending_early():
    try:
        await asyncio.wait_for(for_ever(), 0.01)
    except asyncio.TimeoutError as e:
        print("timed out", type(e))
    try:
        async with asyncio.timeout(0.01):
            await for_ever()
    except TimeoutError:
        print("timed out")
    task = asyncio.create_task(for_ever())
    await asyncio.sleep(0)
    task.cancel("why")
    try:
        await task
    except asyncio.CancelledError as e:
        print(e.args, task.cancelled())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(for_ever())
            group.create_task(fails())
    except* ValueError as e:
        print(e.exceptions)


async def sharing():
    lock, event = asyncio.Lock(), asyncio.Event()
    slots = asyncio.Semaphore(2)

    async def waiter():
        await event.wait()
        async with lock, slots:
            return "waited"

    task = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    event.set()
    print(await task)
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, lambda: time.sleep(0.01) or "run"))
    print(await asyncio.to_thread(sum, [1, 2, 3]))
    future = loop.create_future()
    loop.call_later(0.001, future.set_result, "later")
    print(await future)


async def main():
    await waiting_in_turn()
    await ending_early()
    await sharing()
    return "main"


print(asyncio.run(main()))
loop = asyncio.new_event_loop()
print(loop.run_until_complete(twice(4)))
loop.close()
print(asyncio.run(twice(5), debug=True))
try:
    asyncio.run(fails())
except ValueError as e:
    print(e)
