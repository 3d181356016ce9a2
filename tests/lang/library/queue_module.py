# Every kind of queue, with each way to wait.
import queue
import threading


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)


for make in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = make(3)
    for item in (2, 3, 1):
        q.put(item)
    print(q.qsize(), q.full(), q.empty(), list(q.queue), q.maxsize)
    attempt(q.put_nowait, 4)
    attempt(q.put, 4, False)
    attempt(q.put, 4, True, 0.01)
    attempt(q.put, 4, timeout=-1)
    print(q.get(), q.get_nowait(), q.get(timeout=1), q.unfinished_tasks)
    attempt(q.get_nowait)
    attempt(q.get, True, 0.01)
    attempt(q.get, timeout=-1)
    for _ in range(3):
        q.task_done()
    attempt(q.task_done)
    q.join()

simple = queue.SimpleQueue()
simple.put(1)
simple.put(2, False)
simple.put_nowait(3)
print(simple.qsize(), simple.empty(), simple.get(), simple.get(timeout=1),
      simple.get_nowait(), simple.empty())
attempt(simple.get, False)
attempt(simple.get, True, 0.01)
attempt(simple.get, timeout=-1)
print(queue.Queue[int], queue.SimpleQueue[str])


class Sets(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()

    def _put(self, item):
        self.queue.add(item)

    def _get(self):
        return self.queue.pop()


q = Sets()
q.put(1)
q.put(1)
print(q.qsize(), q.get(), q.empty())

work, done = queue.Queue(2), queue.SimpleQueue()


def worker():
    while (item := work.get()) is not None:
        done.put(item * item)
        work.task_done()
    work.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for n in range(20):
    work.put(n)
for _ in threads:
    work.put(None)
work.join()
for thread in threads:
    thread.join()
print(sorted(done.get() for _ in range(20)))
