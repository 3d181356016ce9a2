# gc every: 1024
"""A bank's ledger by event sourcing, with a small test framework that checks
it, caches that forget, and money that does not round."""
from __future__ import annotations

import bisect
import contextlib
import functools
import heapq
import itertools
import json
import operator
import statistics
import sys
import traceback
from collections import OrderedDict, defaultdict, deque
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from typing import (Any, Callable, ClassVar, Final, Generic, Hashable, Iterable,
                    Iterator, NamedTuple, ParamSpec, TypeVar, get_type_hints)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
P = ParamSpec("P")


# --- money ---------------------------------------------------------------------

@functools.total_ordering
class Money:
    __slots__ = ("cents", "currency")
    RATES: ClassVar[dict[str, Fraction]] = {
        "EUR": Fraction(1), "USD": Fraction(10, 9), "JPY": Fraction(150)}

    def __init__(self, amount: int | str | Fraction, currency: str = "EUR") -> None:
        if currency not in self.RATES:
            raise ValueError(f"unknown currency {currency!r}")
        object.__setattr__(self, "cents", round(Fraction(amount) * 100))
        object.__setattr__(self, "currency", currency)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    @classmethod
    def of_cents(cls, cents: int, currency: str = "EUR") -> "Money":
        return cls(Fraction(cents, 100), currency)

    def _other(self, other: object) -> int | None:
        if isinstance(other, Money):
            if other.currency != self.currency:
                raise TypeError(f"{self.currency} and {other.currency} do not mix")
            return other.cents
        return 0 if other == 0 else None

    def __add__(self, other):
        if (cents := self._other(other)) is None:
            return NotImplemented
        return self.of_cents(self.cents + cents, self.currency)

    __radd__ = __add__

    def __neg__(self):
        return self.of_cents(-self.cents, self.currency)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, factor):
        if isinstance(factor, Money):
            return NotImplemented
        return self.of_cents(round(self.cents * Fraction(factor)), self.currency)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, Money):
            return Fraction(self.cents, other.cents)
        return self * Fraction(1, other)

    def __eq__(self, other):
        return isinstance(other, Money) and (self.cents, self.currency) == (
            other.cents, other.currency)

    def __lt__(self, other):
        cents = self._other(other)
        return NotImplemented if cents is None else self.cents < cents

    def __hash__(self):
        return hash((self.cents, self.currency))

    def __bool__(self):
        return self.cents != 0

    def split(self, *weights: int) -> list["Money"]:
        """Parts in proportion; not a cent is lost."""
        total = sum(weights)
        bounds = [self.cents * w // total for w in itertools.accumulate(weights)]
        return [self.of_cents(b - a, self.currency)
                for a, b in itertools.pairwise([0, *bounds])]

    def to(self, currency: str) -> "Money":
        rate = self.RATES[currency] / self.RATES[self.currency]
        return self.of_cents(round(self.cents * rate), currency)

    def __format__(self, spec: str) -> str:
        sign, cents = "-" * (self.cents < 0), abs(self.cents)
        return format(f"{sign}{cents // 100:,}.{cents % 100:02} {self.currency}", spec)

    def __str__(self) -> str:
        return format(self)

    def __repr__(self) -> str:
        return f"Money('{Fraction(self.cents, 100)}', {self.currency!r})"


# --- events --------------------------------------------------------------------

@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    at: int
    account: str

    def __init_subclass__(cls, **kwargs: Any) -> None:
        # slots=True makes each class a second time: the last one stays.
        EVENTS[cls.__name__] = cls


EVENTS: Final[dict[str, type[Event]]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Event):
    owner: str
    limit: Money = Money(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid(Event):
    amount: Money
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Event):
    reason: str = "asked"


class Refused(Exception):
    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.details = details
        for key, value in details.items():
            self.add_note(f"{key}: {value}")


class State(NamedTuple):
    owner: str
    balance: Money
    limit: Money
    open: bool = True
    payments: int = 0


def encode(event: Event) -> str:
    values = {f.name: getattr(event, f.name) for f in fields(event)}
    return json.dumps({"type": type(event).__name__, **values}, sort_keys=True,
                      default=lambda m: {"cents": m.cents, "in": m.currency})


def decode(text: str) -> Event:
    def hook(table: dict) -> Any:
        match table:
            case {"cents": int(cents), "in": str(currency)}:
                return Money.of_cents(cents, currency)
            case {"type": name, **values}:
                return EVENTS[name](**values)
        return table
    return json.loads(text, object_hook=hook)


class Journal:
    def __init__(self) -> None:
        self._events: list[Event] = []
        self._listeners: list[Callable[[Event], None]] = []
        self.snapshots: dict[int, dict[str, State]] = {0: {}}

    def subscribe(self, listener):
        self._listeners.append(listener)
        return listener

    def append(self, event: Event) -> None:
        if self._events and event.at < self._events[-1].at:
            raise Refused("time runs backwards", was=self._events[-1].at, now=event.at)
        self.apply(self.state(), event)
        self._events.append(event)
        if len(self._events) % 8 == 0:
            self.snapshots[len(self._events)] = self.state()
        errors = []
        for listener in self._listeners:
            try:
                listener(event)
            except Exception as error:
                errors.append(error)
        if errors:
            raise ExceptionGroup(f"listeners of {type(event).__name__}", errors)

    def __len__(self) -> int:
        return len(self._events)

    def __getitem__(self, key: slice) -> list[Event]:
        """By time, not by index."""
        low = 0 if key.start is None else bisect.bisect_left(
            self._events, key.start, key=operator.attrgetter("at"))
        high = len(self) if key.stop is None else bisect.bisect_left(
            self._events, key.stop, key=operator.attrgetter("at"))
        return self._events[low:high]

    @staticmethod
    def apply(states: dict[str, State], event: Event) -> None:
        state = states.get(event.account)
        match event, state:
            case Opened(owner=owner, limit=limit), None:
                states[event.account] = State(owner, Money(0, limit.currency), limit)
            case Opened(), _:
                raise Refused("account exists", account=event.account)
            case _, None:
                raise Refused("no such account", account=event.account)
            case _, State(open=False):
                raise Refused("account is closed", account=event.account)
            case Paid(amount=amount), _:
                balance = state.balance + amount
                if balance < -state.limit:
                    raise Refused("not enough money", balance=state.balance,
                                  short=-balance - state.limit)
                states[event.account] = state._replace(
                    balance=balance, payments=state.payments + 1)
            case Closed(), State(balance=balance) if balance:
                raise Refused("account is not empty", balance=balance)
            case Closed(), _:
                states[event.account] = state._replace(open=False)

    def state(self, until: int | None = None) -> dict[str, State]:
        count = len(self) if until is None else len(self[:until])
        start = max(n for n in self.snapshots if n <= count)
        states = dict(self.snapshots[start])
        for event in self._events[start:count]:
            self.apply(states, event)
        return states


class Bank:
    def __init__(self) -> None:
        self.journal = Journal()
        self.clock = itertools.count(100, 10)
        self.totals: defaultdict[str, int] = defaultdict(int)
        self.largest: list[tuple[int, int, Paid]] = []
        self.journal.subscribe(self._project)

    def _project(self, event: Event) -> None:
        if isinstance(event, Paid):
            self.totals[event.note or "-"] += event.amount.cents
            heapq.heappush(self.largest, (abs(event.amount.cents), event.at, event))
            if len(self.largest) > 3:
                heapq.heappop(self.largest)

    def open(self, account: str, owner: str, **options: Any) -> None:
        self.journal.append(Opened(at=next(self.clock), account=account,
                                   owner=owner, **options))

    def pay(self, account: str, amount: Money, note: str = "") -> None:
        self.journal.append(Paid(at=next(self.clock), account=account,
                                 amount=amount, note=note))

    @contextlib.contextmanager
    def transaction(self):
        mark = len(self.journal)
        try:
            yield self
        except Refused as refused:
            refused.add_note(f"{len(self.journal) - mark} events taken back")
            del self.journal._events[mark:]
            for n in [n for n in self.journal.snapshots if n > mark]:
                del self.journal.snapshots[n]
            raise

    def transfer(self, source: str, target: str, amount: Money) -> None:
        with self.transaction():
            self.pay(target, amount, f"from {source}")
            self.pay(source, -amount, f"to {target}")


# --- caches --------------------------------------------------------------------

class Cache(Generic[K, V]):
    """Least recently used out first; entries may grow too old, too."""

    def __init__(self, size: int, ttl: float = float("inf"),
                 clock: Callable[[], float] = lambda: 0) -> None:
        self.size, self.ttl, self.clock = size, ttl, clock
        self._items: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self.hits = self.misses = 0

    def __getitem__(self, key: K) -> V:
        born, value = self._items[key]
        if self.clock() - born >= self.ttl:
            del self._items[key]
            raise KeyError(key)
        self._items.move_to_end(key)
        return value

    def __setitem__(self, key: K, value: V) -> None:
        self._items[key] = self.clock(), value
        self._items.move_to_end(key)
        while len(self._items) > self.size:
            self._items.popitem(last=False)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __call__(self, function: Callable[P, V]) -> Callable[P, V]:
        @functools.wraps(function)
        def cached(*args: P.args, **kwargs: P.kwargs) -> V:
            key = args, frozenset(kwargs.items())
            try:
                value = self[key]
                self.hits += 1
            except KeyError:
                self.misses += 1
                self[key] = value = function(*args, **kwargs)
            return value
        cached.cache = self
        return cached


# --- the test framework ----------------------------------------------------------

class Skip(Exception):
    pass


@dataclass
class Report:
    passed: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return (f"{len(self.passed)} passed, {len(self.failed)} failed, "
                f"{len(self.skipped)} skipped")


class Suite(type):
    """Collects methods called test…, with their parameters spread out."""

    def __new__(mcs, name, bases, namespace, **options):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.tests = list(itertools.chain.from_iterable(
            mcs.spread(n, f) for n, f in namespace.items() if n.startswith("test")))
        return cls

    @staticmethod
    def spread(name, function):
        cases = getattr(function, "cases", None)
        if cases is None:
            yield name, function
        for case in cases or ():
            label = ",".join(map(repr, case))
            yield f"{name}[{label}]", functools.partial(
                lambda f, case, self: f(self, *case), function, case)

    def run(cls) -> Report:
        report = Report()
        for name, function in cls.tests:
            self = cls()
            with contextlib.ExitStack() as stack:
                try:
                    getattr(self, "setup", lambda: None)()
                    stack.callback(getattr(self, "teardown", lambda: None))
                    function(self)
                except Skip as skip:
                    report.skipped[name] = str(skip)
                except AssertionError as error:
                    frame = traceback.extract_tb(error.__traceback__)[-1]
                    report.failed[name] = f"{frame.name}: {frame.line}: {error}"
                except Exception as error:
                    report.failed[name] = "".join(
                        traceback.format_exception_only(error)).strip()
                else:
                    report.passed.append(name)
        return report


def cases(*values):
    def wrap(function):
        function.cases = [v if isinstance(v, tuple) else (v,) for v in values]
        return function
    return wrap


@contextlib.contextmanager
def raises(kind, text=""):
    try:
        yield (caught := [])
    except kind as error:
        caught.append(error)
        assert text in str(error), f"{text!r} not in {error!s}"
    else:
        raise AssertionError(f"{kind.__name__} was not raised")


class LedgerTests(metaclass=Suite):
    def setup(self):
        self.bank = Bank()
        self.bank.open("a", "Ann", limit=Money(50))
        self.bank.open("b", "Bob")

    def teardown(self):
        total = sum((s.balance for s in self.bank.journal.state().values()), Money(0))
        assert total.currency == "EUR"

    def test_transfer(self):
        self.bank.pay("a", Money(100))
        self.bank.transfer("a", "b", Money("120.50"))
        states = self.bank.journal.state()
        assert states["a"].balance == Money("-20.50")
        assert states["b"].balance == Money("120.50")

    def test_refusal_takes_back(self):
        before = len(self.bank.journal)
        with raises(Refused, "not enough") as caught:
            self.bank.transfer("a", "b", Money(51))
        assert len(self.bank.journal) == before
        assert caught[0].__notes__ == ["balance: 0.00 EUR", "short: 1.00 EUR",
                                       "1 events taken back"], caught[0].__notes__

    @cases(("100", [1, 1, 1]), ("0.05", [3, 1]), ("-1", [1, 2]))
    def test_split(self, amount, weights):
        parts = Money(amount).split(*weights)
        assert sum(parts) == Money(amount)

    @cases("USD", "JPY", "XXX")
    def test_there_and_back(self, currency):
        assert Money(90).to(currency).to("EUR") == Money(90)

    def test_time_travel(self):
        for i in range(20):
            self.bank.pay("a", Money(i))
        then = self.bank.journal.state(until=220)["a"]
        assert then.balance == Money(sum(range(10))), then
        assert sorted(self.bank.journal.snapshots) == [0, 8, 16]

    def test_round_trip(self):
        self.bank.pay("b", Money("1.23"), "x")
        for event in self.bank.journal[:]:
            assert decode(encode(event)) == event

    def test_closing(self):
        self.bank.journal.append(Closed(at=900, account="b"))
        with raises(Refused, "closed"):
            self.bank.journal.append(Paid(at=901, account="b", amount=Money(1)))
        with raises(Refused, "backwards"):
            self.bank.pay("a", Money(1))

    def test_cache(self):
        now = [0]
        calls = []
        cache = Cache(2, ttl=5, clock=lambda: now[0])

        @cache
        def square(n, *, offset=0):
            calls.append(n)
            return n * n + offset
        assert [square(n) for n in (1, 2, 1, 3, 1, 2)] == [1, 4, 1, 9, 1, 4]
        assert calls == [1, 2, 3, 2] and (cache.hits, cache.misses) == (2, 4)
        now[0] = 5
        assert square(1) == 1 and square(1, offset=2) == 3 and len(cache) == 2
        assert square.__name__ == "square" and cache.misses == 6

    def test_fails(self):
        assert Money(1) == Money(2), "one is not two"

    def test_breaks(self):
        Money(1) + Money(1, "USD")

    def test_skips(self):
        raise Skip("not today")


def main() -> None:
    report = LedgerTests.run()
    print(report, *report.passed, sep="\n  ")
    for name, why in (report.failed | report.skipped).items():
        print(f"  {name} -> {why}")

    bank = Bank()
    bank.open("shop", "Shop", limit=Money("1000"))
    for i, note in zip(range(1, 13), itertools.cycle(["rent", "food", ""])):
        bank.pay("shop", Money(Fraction(i * 7919 % 997, 7)) * (-1) ** i, note)
    print({k: f"{Money.of_cents(v):>14}" for k, v in sorted(bank.totals.items())})
    print([f"{e.at}:{e.amount}" for _, _, e in heapq.nlargest(3, bank.largest)])
    cents = [e.amount.cents for e in bank.journal[150:] if isinstance(e, Paid)]
    print(statistics.median(cents), round(statistics.fmean(cents), 3),
          round(statistics.stdev(cents), 3), statistics.quantiles(cents, n=4))
    print(bank.journal.state()["shop"], encode(bank.journal[:120][-1]), sep="\n")
    print(get_type_hints(Opened)["limit"], EVENTS["Paid"] is Paid,
          [f.name for f in fields(Paid)], Paid.__slots__)
    print(replace(bank.journal[:][1], note="changed"))

    @bank.journal.subscribe
    def grumpy(event):
        raise LookupError(f"saw {type(event).__name__}")

    bank.journal.subscribe(lambda e: 1 // 0)
    try:
        bank.pay("shop", Money(1))
    except* LookupError as group:
        print(group.message, group.exceptions)
    except* ArithmeticError as group:
        print(repr(group))
    money = Money("19.999", "USD")
    print(money, repr(money), money.to("EUR"), f"{money:*>14}", money / Money(5, "USD"),
          -money, money * Fraction(1, 3), 3 * money, money / 4, bool(Money(0)),
          Money(1234567), min(Money(2), Money("1.5")), hash(money) == hash(Money(20, "USD")))
    for wrong in (lambda: Money(1, "???"), lambda: money + 1, lambda: money < Money(1),
                  lambda: setattr(money, "cents", 1), lambda: money * money,
                  lambda: Paid(at=1, account="x"), lambda: Paid(1, "x"),
                  lambda: setattr(bank.journal[:][0], "at", 5),
                  lambda: Cache(1)[2], lambda: sum([Money(1), 2])):
        try:
            print(wrong())
        except Exception as error:
            print(type(error).__name__, error)


if __name__ == "__main__":
    main()
