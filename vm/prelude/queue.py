# Module queue, in microthreads.

from threading import Condition as _Condition, Lock as _Lock
from time import monotonic as _monotonic


class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = _Lock()
        self.not_empty = _Condition(self.mutex)
        self.not_full = _Condition(self.mutex)
        self.all_tasks_done = _Condition(self.mutex)
        self.unfinished_tasks = 0

    # What kinds of queue differ in.
    def _init(self, maxsize):
        self._items = []
        self._head = 0

    def _qsize(self):
        return len(self._items) - self._head

    def _put(self, item):
        self._items.append(item)

    def _get(self):
        item = self._items[self._head]
        self._items[self._head] = None
        self._head += 1
        if self._head * 2 > len(self._items):
            del self._items[:self._head]
            self._head = 0
        return item

    def qsize(self):
        return self._qsize()

    def empty(self):
        return self._qsize() == 0

    def full(self):
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            if self.maxsize > 0:
                self._wait(self.not_full, self.full, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            self._wait(self.not_empty, self.empty, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
            return item

    def _wait(self, condition, hindered, block, timeout, error):
        if not block:
            if hindered():
                raise error
        elif timeout is None:
            while hindered():
                condition.wait()
        elif timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        else:
            end = _monotonic() + timeout
            while hindered():
                left = end - _monotonic()
                if left <= 0.0:
                    raise error
                condition.wait(left)

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def task_done(self):
        with self.all_tasks_done:
            unfinished = self.unfinished_tasks - 1
            if unfinished < 0:
                raise ValueError("task_done() called too many times")
            if unfinished == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = unfinished

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()


class LifoQueue(Queue):
    def _init(self, maxsize):
        self._items = []

    def _qsize(self):
        return len(self._items)

    def _get(self):
        return self._items.pop()


class PriorityQueue(LifoQueue):
    # A binary heap: the parent of item i is item (i - 1) // 2.

    def _put(self, item):
        items = self._items
        items.append(item)
        i = len(items) - 1
        while i > 0:
            parent = (i - 1) // 2
            if not items[i] < items[parent]:
                break
            items[i], items[parent] = items[parent], items[i]
            i = parent

    def _get(self):
        items = self._items
        last = items.pop()
        if not items:
            return last
        first = items[0]
        items[0] = last
        i = 0
        while True:
            child = 2 * i + 1
            if child >= len(items):
                break
            if child + 1 < len(items) and items[child + 1] < items[child]:
                child += 1
            if not items[child] < items[i]:
                break
            items[i], items[child] = items[child], items[i]
            i = child
        return first


class SimpleQueue(Queue):
    def __init__(self):
        super().__init__()
