# gc every: 1024
"""A discrete-event simulator: processes are generators that yield events."""

from __future__ import annotations

import collections
import heapq
import itertools
import random
import statistics
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import (Any, Callable, Deque, Dict, Generator, Iterable, List,
                    Literal, Optional, Tuple, Type, Union)

Process = Generator["Event", Any, Any]
PENDING: Any = object()


class Interrupt(Exception):
    @property
    def cause(self) -> Any:
        return self.args[0] if self.args else None


class Event:
    """Something that happens once, and those who wait for it."""

    def __init__(self, env: "Environment") -> None:
        self.env = env
        self.callbacks: Optional[List[Callable[["Event"], None]]] = []
        self._value = PENDING
        self._ok = True
        self.defused = False

    @property
    def triggered(self) -> bool:
        return self._value is not PENDING

    @property
    def processed(self) -> bool:
        return self.callbacks is None

    @property
    def value(self) -> Any:
        if self._value is PENDING:
            raise AttributeError("value is not there yet")
        return self._value

    def succeed(self, value: Any = None) -> "Event":
        return self._trigger(True, value)

    def fail(self, error: BaseException) -> "Event":
        if not isinstance(error, BaseException):
            raise TypeError(f"{error!r} is no exception")
        return self._trigger(False, error)

    def _trigger(self, ok: bool, value: Any, delay: float = 0) -> "Event":
        if self.triggered:
            raise RuntimeError(f"{self!r} was triggered before")
        self._ok, self._value = ok, value
        self.env.schedule(self, delay)
        return self

    def __and__(self, other: "Event") -> "Condition":
        return AllOf(self.env, [self, other])

    def __or__(self, other: "Event") -> "Condition":
        return AnyOf(self.env, [self, other])

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.describe()}>"

    def describe(self) -> str:
        return "done" if self.triggered else "pending"


class Timeout(Event):
    def __init__(self, env: "Environment", delay: float, value: Any = None):
        if delay < 0:
            raise ValueError(f"negative delay {delay}")
        super().__init__(env)
        self.delay = delay
        self._value = value
        env.schedule(self, delay)

    def describe(self) -> str:
        return f"{self.delay}"


class Condition(Event):
    def __init__(self, env: "Environment", events: Iterable[Event]) -> None:
        super().__init__(env)
        self.events = tuple(events)
        self.count = 0
        for event in self.events:
            if event.processed:
                self._check(event)
            else:
                event.callbacks.append(self._check)
        if not self.events and not self.triggered:
            self.succeed({})

    def _done(self) -> bool:
        raise NotImplementedError

    def _check(self, event: Event) -> None:
        if self.triggered:
            event.defused = event.defused or not event._ok
            return
        self.count += 1
        if not event._ok:
            event.defused = True
            self.fail(event._value)
        elif self._done():
            self.succeed({e: e._value for e in self.events if e.processed
                          or e is event})


class AllOf(Condition):
    def _done(self) -> bool:
        return self.count == len(self.events)


class AnyOf(Condition):
    def _done(self) -> bool:
        return self.count > 0


class Running(Event):
    """A process at work; an event too, which happens when it ends."""

    def __init__(self, env: "Environment", process: Process) -> None:
        if not hasattr(process, "throw"):
            raise TypeError(f"{process!r} is not a generator")
        super().__init__(env)
        self.process = process
        self.target: Optional[Event] = None
        start = Event(env)
        start.callbacks.append(self._resume)
        start.succeed()

    @property
    def name(self) -> str:
        return self.process.__name__

    @property
    def alive(self) -> bool:
        return not self.triggered

    def describe(self) -> str:
        return self.name

    def interrupt(self, cause: Any = None) -> None:
        if not self.alive:
            raise RuntimeError(f"{self.name} has ended")
        event = Event(self.env)
        event.defused = True
        event.callbacks.append(self._interrupted)
        event.fail(Interrupt(cause))

    def _interrupted(self, event: Event) -> None:
        if self.alive:
            if self.target is not None and self.target.callbacks is not None:
                self.target.callbacks.remove(self._resume)
            self._resume(event)

    def _resume(self, event: Event) -> None:
        env, env.active = self.env, self
        while True:
            try:
                if event._ok:
                    target = self.process.send(event._value)
                else:
                    event.defused = True
                    target = self.process.throw(event._value)
            except StopIteration as stop:
                self._trigger(True, stop.value)
                break
            except BaseException as error:
                self._trigger(False, error)
                break
            if not isinstance(target, Event):
                bad = Event(env)
                bad._ok, bad._value = False, TypeError(
                    f"{self.name} yielded {target!r}")
                event = bad
                continue
            if target.callbacks is not None:
                target.callbacks.append(self._resume)
                self.target = target
                break
            event = target
        env.active = None


class Environment:
    def __init__(self, start: float = 0) -> None:
        self.now = start
        self.active: Optional[Running] = None
        self._queue: List[Tuple[float, int, Event]] = []
        self._ids = itertools.count()
        self.steps = 0

    def schedule(self, event: Event, delay: float = 0) -> None:
        heapq.heappush(self._queue, (self.now + delay, next(self._ids), event))

    def process(self, process: Process) -> Running:
        return Running(self, process)

    def timeout(self, delay: float, value: Any = None) -> Timeout:
        return Timeout(self, delay, value)

    def event(self) -> Event:
        return Event(self)

    def step(self) -> None:
        self.now, _, event = heapq.heappop(self._queue)
        self.steps += 1
        callbacks, event.callbacks = event.callbacks, None
        for callback in callbacks:
            callback(event)
        if not event._ok and not event.defused:
            raise event._value

    def run(self, until: Union[None, float, Event] = None) -> Any:
        if isinstance(until, Event):
            while not until.processed:
                if not self._queue:
                    raise RuntimeError(f"{until!r} will never happen")
                until.defused = True
                self.step()
            if not until._ok:
                raise until._value
            return until._value
        while self._queue and (until is None or self._queue[0][0] < until):
            self.step()
        if until is not None:
            self.now = until
        return None


class Request(Event, AbstractContextManager):
    def __init__(self, resource: "Resource", priority: int) -> None:
        super().__init__(resource.env)
        self.resource, self.priority = resource, priority
        self.asked = resource.env.now
        resource._ask(self)

    def __exit__(self, kind: Optional[Type[BaseException]],
                 error: Optional[BaseException],
                 traceback: Optional[TracebackType]) -> None:
        self.resource.release(self)


class Resource:
    def __init__(self, env: Environment, capacity: int = 1) -> None:
        self.env, self.capacity = env, capacity
        self.users: List[Request] = []
        self.queue: List[Tuple[int, int, Request]] = []
        self._ids = itertools.count()
        self.waits: List[float] = []

    def request(self, priority: int = 0) -> Request:
        return Request(self, priority)

    def _ask(self, request: Request) -> None:
        heapq.heappush(self.queue, (request.priority, next(self._ids), request))
        self._serve()

    def _serve(self) -> None:
        while self.queue and len(self.users) < self.capacity:
            *_, request = heapq.heappop(self.queue)
            self.users.append(request)
            self.waits.append(self.env.now - request.asked)
            request.succeed(request)

    def release(self, request: Request) -> None:
        if request in self.users:
            self.users.remove(request)
        else:
            self.queue = [e for e in self.queue if e[2] is not request]
            heapq.heapify(self.queue)
        self._serve()


class Store:
    def __init__(self, env: Environment, capacity: float = float("inf")) -> None:
        self.env, self.capacity = env, capacity
        self.items: Deque[Any] = collections.deque()
        self._gets: Deque[Event] = collections.deque()
        self._puts: Deque[Tuple[Event, Any]] = collections.deque()

    def put(self, item: Any) -> Event:
        event = self.env.event()
        self._puts.append((event, item))
        self._move()
        return event

    def get(self) -> Event:
        event = self.env.event()
        self._gets.append(event)
        self._move()
        return event

    def _move(self) -> None:
        moved = True
        while moved:
            moved = False
            if self._puts and len(self.items) < self.capacity:
                event, item = self._puts.popleft()
                self.items.append(item)
                event.succeed()
                moved = True
            if self._gets and self.items:
                self._gets.popleft().succeed(self.items.popleft())
                moved = True


@dataclass(order=True)
class Line:
    at: float
    text: str = field(compare=False)

    def __str__(self) -> str:
        return f"{self.at:8.2f}  {self.text}"


class Log:
    def __init__(self, env: Environment) -> None:
        self.env, self.lines = env, []

    def __call__(self, text: str, /, *args: Any, **kwargs: Any) -> None:
        self.lines.append(Line(self.env.now, text.format(*args, **kwargs)))

    def show(self, limit: Optional[int] = None) -> None:
        for line in itertools.islice(self.lines, limit):
            print(line)
        if limit is not None and len(self.lines) > limit:
            print(f"... {len(self.lines) - limit} more, last: {self.lines[-1]}")


def bank(seed: int, clerks: int) -> Dict[str, float]:
    rng = random.Random(seed)
    env = Environment()
    desks = Resource(env, clerks)
    left: collections.Counter[Literal["served", "gone"]] = collections.Counter()
    log = Log(env)

    def customer(name: str, patience: float, work: float) -> Process:
        with desks.request(priority=rng.randrange(2)) as turn:
            outcome = yield turn | env.timeout(patience)
            if turn in outcome:
                log("{} served after {:.1f}", name, env.now - turn.asked)
                yield env.timeout(work)
                left["served"] += 1
            else:
                log("{} leaves", name)
                left["gone"] += 1

    def arrivals() -> Process:
        for i in range(60):
            env.process(customer(f"c{i:02}", rng.uniform(3, 9),
                                 rng.expovariate(1 / 4)))
            yield env.timeout(rng.expovariate(1 / 2))

    env.process(arrivals())
    env.run()
    log.show(8)
    return dict(left, clerks=clerks, end=round(env.now, 3), steps=env.steps,
                mean=round(statistics.fmean(desks.waits), 4),
                deviation=round(statistics.pstdev(desks.waits), 4))


def machines() -> None:
    env, rng = Environment(), random.Random(12)
    log = Log(env)
    made = collections.Counter()

    def machine(name: str) -> Process:
        while True:
            left = work = round(rng.gauss(10, 2), 2)
            while left:
                start = env.now
                try:
                    yield env.timeout(left)
                    left = 0
                except Interrupt as interrupt:
                    left -= env.now - start
                    log("{0} broke: {1.cause}, {2:.2f} of {3} left", name,
                        interrupt, left, work)
                    with repair.request() as turn:
                        yield turn
                        yield env.timeout(3)
                    log(f"{name} repaired")
            made[name] += 1

    def trouble(victims: List[Running]) -> Process:
        for cause in itertools.cycle(["heat", "dust", "noise"]):
            yield env.timeout(rng.expovariate(0.08))
            rng.choice(victims).interrupt(cause)

    repair = Resource(env)
    running = [env.process(machine(f"m{i}")) for i in range(3)]
    env.process(trouble(running))
    env.run(until=120)
    log.show(12)
    print(sorted(made.items()), sum(made.values()), env.now, running[0],
          running[0].alive, repr(running[0].target)[:9])


def pipeline() -> None:
    env = Environment(start=100)
    log = Log(env)
    raw, ready = Store(env, 2), Store(env)

    def source() -> Process:
        for n in range(6):
            yield raw.put(n)
            log("put {n}", n=n)
        yield raw.put(None)
        return "source done"

    def worker() -> Process:
        while (item := (yield raw.get())) is not None:
            yield env.timeout(1.5)
            yield ready.put(item ** 2)
        yield from ({} for _ in ())
        return len(ready.items)

    def sink(count: int) -> Process:
        got = []
        for _ in range(count):
            got.append((yield ready.get()))
        return got

    parts = [env.process(p) for p in (source(), worker(), sink(6))]
    result = env.run(until=AllOf(env, parts))
    print([result[p] for p in parts], env.now)
    log.show()


def failures() -> None:
    env = Environment()

    def bad() -> Process:
        yield env.timeout(1)
        raise ValueError("broken inside")

    def guardian() -> Process:
        try:
            yield env.process(bad())
        except ValueError as error:
            yield env.timeout(1)
            return f"caught {error} at {env.now}"

    def wrong() -> Process:
        try:
            yield 5
        except TypeError as error:
            return str(error)

    def never() -> Process:
        yield env.event()

    print(env.run(env.process(guardian())))
    print(env.run(env.process(wrong())))
    for make in (lambda: env.run(env.process(bad())),
                 lambda: env.run(env.process(never())),
                 lambda: env.timeout(-1), lambda: env.process(5),
                 lambda: env.event().succeed(1).succeed(2),
                 lambda: env.event().value, lambda: env.event().fail("x")):
        try:
            print(make())
        except Exception as error:
            print(f"{type(error).__name__}: {error}")
    env.process(bad())
    try:
        env.run()
    except ValueError as error:
        print("out of run():", error, error.__traceback__ is not None)

    both = env.timeout(1, "a") & env.timeout(2, "b")
    first = env.timeout(3, "c") | env.timeout(1, "d")
    print(list(env.run(both).values()), list(env.run(first).values()), env.now)
    print(env.run(AllOf(env, [])), env.event(), both.events[0])


def main() -> None:
    for clerks in (1, 2, 3):
        print(bank(42, clerks))
    machines()
    pipeline()
    failures()


if __name__ == "__main__":
    main()
