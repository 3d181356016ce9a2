# What threads of one agent share stays whole: a deque and a count are used
# without a lock, as programs do.
import itertools
import threading
from collections import deque

numbers = itertools.count()
queue = deque()
taken = []


def produce():
    for _ in range(50):
        queue.append(next(numbers))


def consume():
    while len(taken) < 400:
        try:
            taken.append(queue.popleft())
        except IndexError:
            if not any(t.is_alive() for t in producers):
                if not queue:
                    return


producers = [threading.Thread(target=produce) for _ in range(8)]
consumers = [threading.Thread(target=consume) for _ in range(4)]
for thread in producers + consumers:
    thread.start()
for thread in producers + consumers:
    thread.join()
print(sorted(taken) == list(range(400)), len(queue))
