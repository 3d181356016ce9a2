# gc every: 1024
"""An event loop on virtual time: tasks, futures, locks, queues, groups,
time-outs and asynchronous generators, driven by send() and throw()."""
from __future__ import annotations

import collections
import contextlib
import enum
import heapq
import itertools
import traceback
from typing import (Any, AsyncIterator, Awaitable, Callable, Coroutine,
                    Generator, Generic, Optional, TypeVar)

T = TypeVar("T")


class CancelledError(BaseException):
    pass


class InvalidState(Exception):
    pass


class State(enum.Enum):
    PENDING = "pending"
    DONE = "done"
    CANCELLED = "cancelled"


class Future(Generic[T]):
    def __init__(self, loop: Optional["Loop"] = None) -> None:
        self.loop = loop or Loop.current()
        self.state = State.PENDING
        self._result: Any = None
        self._error: Optional[BaseException] = None
        self._callbacks: list[Callable[["Future"], None]] = []

    def done(self) -> bool:
        return self.state is not State.PENDING

    def result(self) -> T:
        match self.state:
            case State.CANCELLED:
                raise CancelledError
            case State.PENDING:
                raise InvalidState("not done")
        if self._error is not None:
            raise self._error
        return self._result

    def exception(self) -> Optional[BaseException]:
        return self._error

    def set_result(self, value: T) -> None:
        self._finish(State.DONE, value, None)

    def set_exception(self, error: BaseException) -> None:
        self._finish(State.DONE, None, error)

    def cancel(self) -> bool:
        if self.done():
            return False
        self._finish(State.CANCELLED, None, None)
        return True

    def _finish(self, state: State, value: Any,
                error: Optional[BaseException]) -> None:
        if self.done():
            raise InvalidState(f"{self!r} is done")
        self.state, self._result, self._error = state, value, error
        for callback in self._callbacks:
            self.loop.call_soon(callback, self)
        self._callbacks.clear()

    def add_done_callback(self, callback: Callable[["Future"], None]) -> None:
        if self.done():
            self.loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def remove_done_callback(self, callback: Callable) -> None:
        self._callbacks = [c for c in self._callbacks if c != callback]

    def __await__(self) -> Generator["Future", None, T]:
        if not self.done():
            yield self
        return self.result()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.state.value}>"


class Task(Future[T]):
    _ids = itertools.count(1)

    def __init__(self, coro: Coroutine[Future, None, T], *,
                 name: Optional[str] = None, loop: "Loop") -> None:
        super().__init__(loop)
        if not hasattr(coro, "send"):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self.coro = coro
        self.name = name or f"task-{next(self._ids)}"
        self._waits_for: Optional[Future] = None
        self._cancel = False
        loop.call_soon(self._step)

    def cancel(self) -> bool:
        if self.done():
            return False
        if self._waits_for is not None and self._waits_for.cancel():
            return True
        self._cancel = True
        return True

    def _step(self, waited: Optional[Future] = None) -> None:
        if self.done():
            return
        self._waits_for = None
        before, self.loop.task = self.loop.task, self
        try:
            if self._cancel:
                self._cancel = False
                target = self.coro.throw(CancelledError())
            else:
                target = self.coro.send(None)
        except StopIteration as stop:
            self.set_result(stop.value)
        except CancelledError:
            super().cancel()
        except Exception as error:
            self.set_exception(error)
        else:
            if target is None:
                self.loop.call_soon(self._step)
            elif isinstance(target, Future):
                self._waits_for = target
                target.add_done_callback(self._step)
                if self._cancel and target.cancel():
                    self._cancel = False
            else:
                error = RuntimeError(f"task got bad yield: {target!r}")
                self.loop.call_soon(self._fail, error)
        finally:
            self.loop.task = before

    def _fail(self, error: Exception) -> None:
        self.coro.close()
        self.set_exception(error)

    def __repr__(self) -> str:
        return f"<Task {self.name} {self.state.value} {self.coro.__qualname__}>"


class Loop:
    _current: Optional["Loop"] = None

    def __init__(self) -> None:
        self.now = 0.0
        self.task: Optional[Task] = None
        self._ready: collections.deque = collections.deque()
        self._timers: list[tuple[float, int, Callable, tuple]] = []
        self._ids = itertools.count()
        self.turns = 0

    @classmethod
    def current(cls) -> "Loop":
        if cls._current is None:
            raise RuntimeError("no running loop")
        return cls._current

    def call_soon(self, callback: Callable, *args: Any) -> None:
        self._ready.append((callback, args))

    def call_later(self, delay: float, callback: Callable, *args: Any) -> None:
        heapq.heappush(self._timers, (self.now + delay, next(self._ids),
                                      callback, args))

    def create_task(self, coro: Coroutine, name: Optional[str] = None) -> Task:
        return Task(coro, name=name, loop=self)

    def run(self, coro: Coroutine[Any, Any, T]) -> T:
        outer, Loop._current = Loop._current, self
        try:
            main = self.create_task(coro, "main")
            while not main.done():
                if not self._ready:
                    if not self._timers:
                        raise RuntimeError("deadlock: nothing will ever happen")
                    self.now = max(self.now, self._timers[0][0])
                while self._timers and self._timers[0][0] <= self.now:
                    _, _, callback, args = heapq.heappop(self._timers)
                    self.call_soon(callback, *args)
                for _ in range(len(self._ready)):
                    callback, args = self._ready.popleft()
                    callback(*args)
                    self.turns += 1
            return main.result()
        finally:
            Loop._current = outer


class relax:
    """Awaited: lets the others run."""

    def __await__(self) -> Generator[None, None, None]:
        yield


async def sleep(delay: float, result: T = None) -> T:
    if delay <= 0:
        await relax()
        return result
    loop, future = Loop.current(), Future()
    loop.call_later(delay, lambda: future.done() or future.set_result(result))
    return await future


def ensure(awaitable: Awaitable[T]) -> Future[T]:
    match awaitable:
        case Future():
            return awaitable
        case _ if hasattr(awaitable, "send"):
            return Loop.current().create_task(awaitable)
        case _ if hasattr(awaitable, "__await__"):
            async def wrap():
                return await awaitable
            return Loop.current().create_task(wrap())
    raise TypeError(f"{awaitable!r} cannot be awaited")


async def gather(*awaitables: Awaitable, return_exceptions: bool = False) -> list:
    futures = [ensure(a) for a in awaitables]
    try:
        results = []
        for future in futures:
            try:
                results.append(await future)
            except Exception as error:
                if not return_exceptions:
                    raise
                results.append(error)
        return results
    except BaseException:
        for future in futures:
            future.cancel()
        raise


async def as_completed(*awaitables: Awaitable[T]) -> AsyncIterator[T]:
    done: Queue = Queue()
    for future in map(ensure, awaitables):
        future.add_done_callback(done.put_nowait)
    for _ in awaitables:
        yield (await done.get()).result()


class Timeout:
    def __init__(self, delay: float) -> None:
        self.delay, self.expired = delay, False

    async def __aenter__(self) -> "Timeout":
        loop = Loop.current()
        self._task, self._open = loop.task, True
        loop.call_later(self.delay, self._fire)
        return self

    def _fire(self) -> None:
        if self._open:
            self.expired = True
            self._task.cancel()

    async def __aexit__(self, kind, error, tb) -> None:
        self._open = False
        if self.expired and kind is CancelledError:
            raise TimeoutError(f"after {self.delay}") from error


class Lock:
    def __init__(self) -> None:
        self.locked = False
        self._waiters: collections.deque[Future] = collections.deque()

    async def acquire(self) -> None:
        while self.locked:
            future = Future()
            self._waiters.append(future)
            await future
        self.locked = True

    def release(self) -> None:
        self.locked = False
        while self._waiters:
            future = self._waiters.popleft()
            if not future.done():
                future.set_result(None)
                break

    async def __aenter__(self) -> None:
        await self.acquire()

    async def __aexit__(self, *exc: object) -> None:
        self.release()


class Queue(Generic[T]):
    def __init__(self, maxsize: int = 0) -> None:
        self.items: collections.deque[T] = collections.deque()
        self.maxsize = maxsize
        self._getters: collections.deque[Future] = collections.deque()
        self._putters: collections.deque[Future] = collections.deque()

    @staticmethod
    def _wake(waiters: collections.deque) -> None:
        while waiters:
            if not (waiter := waiters.popleft()).done():
                return waiter.set_result(None)

    async def put(self, item: T) -> None:
        while self.maxsize and len(self.items) >= self.maxsize:
            self._putters.append(future := Future())
            await future
        self.put_nowait(item)

    def put_nowait(self, item: T) -> None:
        self.items.append(item)
        self._wake(self._getters)

    async def get(self) -> T:
        while not self.items:
            self._getters.append(future := Future())
            await future
        item = self.items.popleft()
        self._wake(self._putters)
        return item

    def __aiter__(self):
        return self

    async def __anext__(self) -> T:
        item = await self.get()
        if item is StopAsyncIteration:
            raise StopAsyncIteration
        return item


class TaskGroup:
    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.errors: list[Exception] = []

    async def __aenter__(self) -> "TaskGroup":
        self._parent = Loop.current().task
        return self

    def start(self, coro: Coroutine, name: Optional[str] = None) -> Task:
        task = Loop.current().create_task(coro, name)
        task.add_done_callback(self._done)
        self.tasks.append(task)
        return task

    def _done(self, task: Future) -> None:
        if error := task.exception():
            self.errors.append(error)
            for other in self.tasks:
                other.cancel()

    async def __aexit__(self, kind, error, tb) -> bool:
        if kind is not None:
            for task in self.tasks:
                task.cancel()
        for task in self.tasks:
            with contextlib.suppress(CancelledError, Exception):
                await task
        await relax()
        errors = self.errors + ([error] if isinstance(error, Exception) else [])
        if errors:
            raise ExceptionGroup("errors in a group", errors) from None
        return False


# --- what is done with it ----------------------------------------------------

LOG: list[str] = []


def log(text: str) -> None:
    loop = Loop.current()
    LOG.append(f"{loop.now:6.2f} {loop.task.name if loop.task else '-':<8} {text}")


def show(title: str) -> None:
    print(f"-- {title}")
    print(*LOG, sep="\n")
    LOG.clear()


async def worker(name: str, lock: Lock, n: int) -> int:
    for i in range(n):
        async with lock:
            log(f"{name} works {i}")
            await sleep(0.5)
        await sleep(0)
    return n * 10


async def locks() -> None:
    lock = Lock()
    log(f"{await gather(*(worker(c, lock, k) for c, k in zip('ABC', (2, 1, 2))))}")


async def pipeline() -> list[int]:
    squares: Queue[int] = Queue(2)
    async def produce() -> None:
        for i in range(5):
            await squares.put(i * i)
            log(f"put {i * i}")
        await squares.put(StopAsyncIteration)

    async def evens(source: AsyncIterator[int]) -> AsyncIterator[int]:
        try:
            async for n in source:
                await sleep(1)
                if n % 2 == 0:
                    yield n
        finally:
            log("evens closed")

    task = Loop.current().create_task(produce(), "produce")
    out = [n + 1 async for n in evens(squares)]
    await task
    pairs = {n: m async for n, m in zip_async(counting(3), counting(9, 0.1))}
    log(f"{pairs}")
    return out


async def counting(n: int, delay: float = 0.25) -> AsyncIterator[int]:
    for i in range(n):
        await sleep(delay)
        sent = yield i
        if sent is not None:
            log(f"was sent {sent}")


async def zip_async(*sources: AsyncIterator) -> AsyncIterator[tuple]:
    iterators = [aiter(s) for s in sources]
    with contextlib.suppress(StopAsyncIteration):
        while True:
            yield tuple([await anext(i) for i in iterators])


async def timeouts() -> str:
    async with Timeout(5) as outer:
        try:
            async with Timeout(1):
                await sleep(10)
        except TimeoutError as error:
            log(f"TimeoutError {error} from {error.__cause__!r}")
        with contextlib.suppress(TimeoutError):
            async with Timeout(2) as inner:
                await gather(sleep(1), sleep(9))
        log(f"{inner.expired} {outer.expired}")
    try:
        async with Timeout(1):
            try:
                await sleep(3)
            finally:
                log("cleaned")
                await sleep(0.5)
                log("slowly")
    except TimeoutError:
        return f"ended at {Loop.current().now}"


async def failing(delay: float, error: Exception) -> None:
    await sleep(delay)
    raise error


async def groups() -> None:
    async with TaskGroup() as group:
        tasks = [group.start(sleep(i, f"r{i}")) for i in (3, 1, 2)]
    log(f"{[t.result() for t in tasks]}")
    try:
        async with TaskGroup() as group:
            slow = group.start(sleep(50), "slow")
            group.start(failing(1, ValueError("one")), "bad1")
            group.start(failing(1, KeyError("two")), "bad2")
            await sleep(0)
    except* KeyError as some:
        log(f"keys: {some.exceptions}")
    except* (ValueError, TypeError) as some:
        log(f"values: {some.exceptions} of {some.message!r}")
    log(f"{slow!r} at {Loop.current().now}")
    results = await gather(failing(1, OSError("gone")), sleep(2, "fine"),
                           return_exceptions=True)
    log(f"{results}")
    with contextlib.suppress(ZeroDivisionError):
        await gather(failing(1, ZeroDivisionError()), sleep(4))
    log(f"{[n async for n in as_completed(sleep(3, 'c'), sleep(1, 'a'), sleep(2, 'b'))]}")


class Countdown:
    def __init__(self, n: int) -> None:
        self.n = n

    def __await__(self):
        while self.n:
            yield from sleep(1).__await__()
            self.n -= 1
        return "lift off"


@contextlib.asynccontextmanager
async def resource(name: str):
    log(f"open {name}")
    await sleep(0.1)
    try:
        yield name.upper()
    except LookupError as error:
        log(f"{name} swallows {error!r}")
    finally:
        await sleep(0.1)
        log(f"close {name}")


async def various() -> None:
    log(await Countdown(3))
    async with resource("a") as a, resource("b") as b:
        log(a + b)
        raise LookupError("x")
    async with contextlib.AsyncExitStack() as stack:
        names = [await stack.enter_async_context(resource(n)) for n in "pq"]
        stack.callback(log, "callback")
        log(f"{names}")
    g = counting(5, 0)
    log(f"{await g.asend(None)} {await g.asend('hello')}")
    await g.aclose()
    log(f"{[x async for x in g]}")
    task = Loop.current().create_task(sleep(100), "sleeper")
    await sleep(0)
    log(f"{task} {task.cancel()}")
    try:
        await task
    except CancelledError:
        log(f"{task} {task.cancel()}")


async def bad_yield() -> None:
    class Wrong:
        def __await__(self):
            yield 42
    await Wrong()


async def stuck() -> None:
    await Queue().get()


def main() -> None:
    for function in (locks, pipeline, timeouts, groups, various):
        loop = Loop()
        result = loop.run(function())
        show(f"{function.__name__}: {result} at {loop.now:.2f}, "
             f"{loop.turns} turns")
    for wrong in (bad_yield, lambda: failing(1, RuntimeError("top")), stuck,
                  lambda: 5):
        try:
            Loop().run(wrong())
        except Exception as error:
            print(type(error).__name__, error)
    try:
        Loop().run(failing(2, ArithmeticError("deep")))
    except ArithmeticError as error:
        frames = traceback.extract_tb(error.__traceback__)
        print([f.name for f in frames], frames[-1].line)
    try:
        Future()
    except RuntimeError as error:
        print(error)


if __name__ == "__main__":
    main()
