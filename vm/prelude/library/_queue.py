# Module _queue, under the library's queue: the queue without limits and tasks.

from _collections import deque as _deque
from threading import Condition as _Condition, Lock as _Lock
from time import monotonic as _monotonic


class Empty(Exception):
    """Exception raised by Queue.get(block=0)/get_nowait()."""


class SimpleQueue:
    """Simple, unbounded, reentrant FIFO queue."""

    def __init__(self):
        self._items = _deque()
        self._filled = _Condition(_Lock())

    def put(self, item, block=True, timeout=None):
        """Put the item on the queue; this never blocks."""
        with self._filled:
            self._items.append(item)
            self._filled.notify()

    def put_nowait(self, item):
        self.put(item)

    def get(self, block=True, timeout=None):
        """Remove and return an item from the queue."""
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        with self._filled:
            if not block or timeout is not None:
                end = _monotonic() + (timeout if block else 0)
                while not self._items:
                    left = end - _monotonic()
                    if left <= 0:
                        raise Empty
                    self._filled.wait(left)
            while not self._items:
                self._filled.wait()
            return self._items.popleft()

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)

    __class_getitem__ = classmethod(type(list[int]))
