# Module _queue, under the library's queue: the queue without limits and tasks.

from _collections import deque as _deque
from _prelude import keep_opaque as _opaque
from threading import Semaphore as _Semaphore


class Empty(Exception):
    """Nothing was in the queue, or came in time."""


@_opaque
class SimpleQueue:
    """A queue without a limit."""

    def __init__(self):
        self._items = _deque()
        self._count = _Semaphore(0)  # never more than there are items

    # Both steps are one instruction each: a __del__ that runs between them may
    # put something too.
    def put(self, item, block=True, timeout=None):
        """Appends an item, and never waits."""
        self._items.append(item)
        self._count.release()

    def put_nowait(self, item):
        self.put(item)

    def get(self, block=True, timeout=None):
        """Takes the oldest item out, and may wait for one."""
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not (self._count.acquire(timeout=timeout) if block
                else self._count.acquire(False)):
            raise Empty
        return self._items.popleft()

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)

    __class_getitem__ = classmethod(type(list[int]))
