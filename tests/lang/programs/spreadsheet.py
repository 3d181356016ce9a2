# gc every: 1024
"""A spreadsheet: cells with formulas, a dependency graph, recalculation in
topological order, and errors that spread as values."""

from __future__ import annotations

import abc
import contextlib
import functools
import math
import re
import string
from collections import defaultdict, deque
from dataclasses import dataclass, field
from fractions import Fraction
from typing import (Callable, ClassVar, Dict, Iterable, Iterator, List,
                    Mapping, NamedTuple, Optional, Set, Tuple, Union)

Number = Union[int, float, Fraction]


@functools.total_ordering
class Ref:
    """A cell's address; interned, so that `is` works too."""

    __slots__ = ("column", "row", "__weakref__")
    _made: ClassVar[Dict[Tuple[int, int], "Ref"]] = {}
    PATTERN = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d*)\Z")

    def __new__(cls, column: int, row: int) -> "Ref":
        try:
            return cls._made[column, row]
        except KeyError:
            self = super().__new__(cls)
            self.column = column
            self.row = row
            return cls._made.setdefault((column, row), self)

    @classmethod
    def parse(cls, text: str) -> "Ref":
        if not (m := cls.PATTERN.match(text.upper())):
            raise ValueError(f"no such cell: {text!r}")
        letters, digits = m.groups()
        column = functools.reduce(
            lambda n, c: n * 26 + string.ascii_uppercase.index(c) + 1,
            letters, 0)
        return cls(column, int(digits))

    @property
    def letters(self) -> str:
        out, n = "", self.column
        while n:
            n, r = divmod(n - 1, 26)
            out = chr(ord("A") + r) + out
        return out

    def __str__(self) -> str:
        return f"{self.letters}{self.row}"

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({str(self)!r})"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Ref):
            return NotImplemented
        return (self.row, self.column) < (other.row, other.column)

    def __hash__(self) -> int:
        return self.row << 16 ^ self.column

    def __eq__(self, other: object) -> bool:
        return self is other

    def __rshift__(self, n: int) -> "Ref":
        return Ref(self.column + n, self.row)

    def __lshift__(self, n: int) -> "Ref":
        return Ref(self.column - n, self.row)

    def __add__(self, n: int) -> "Ref":
        return Ref(self.column, self.row + n)


class Area(NamedTuple):
    first: Ref
    last: Ref

    def __iter__(self) -> Iterator[Ref]:      # type: ignore[override]
        for row in range(self[0].row, self[1].row + 1):
            for column in range(self[0].column, self[1].column + 1):
                yield Ref(column, row)

    def __len__(self) -> int:
        return ((self[1].row - self[0].row + 1)
                * (self[1].column - self[0].column + 1))

    def __contains__(self, ref: object) -> bool:
        return (isinstance(ref, Ref)
                and self[0].row <= ref.row <= self[1].row
                and self[0].column <= ref.column <= self[1].column)

    def __str__(self) -> str:
        return "{}:{}".format(self[0], self[1])


class CellError(Exception):
    """An error in a cell is a value, and may be raised too."""

    code = "#ERR!"

    def __init_subclass__(cls, /, code: str, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        cls.code = code

    def __str__(self) -> str:
        return self.code


class DivError(CellError, code="#DIV/0!"): pass
class NameErrorCell(CellError, code="#NAME?"): pass
class ValueErrorCell(CellError, code="#VALUE!"): pass
class CycleError(CellError, code="#CYCLE!"): pass
class SyntaxErrorCell(CellError, code="#SYNTAX!"): pass


Value = Union[Number, str, bool, None, CellError]


class Formula(abc.ABC):
    @abc.abstractmethod
    def value(self, sheet: "Sheet") -> Value: ...

    def refs(self) -> Iterator[Ref]:
        yield from ()


@dataclass
class Constant(Formula):
    of: Value

    def value(self, sheet: "Sheet") -> Value:
        return self.of


@dataclass
class CellRef(Formula):
    ref: Ref

    def value(self, sheet: "Sheet") -> Value:
        return sheet.value(self.ref)

    def refs(self) -> Iterator[Ref]:
        yield self.ref


@dataclass
class AreaRef(Formula):
    area: Area

    def value(self, sheet: "Sheet") -> List[Value]:
        return [sheet.value(ref) for ref in self.area]

    def refs(self) -> Iterator[Ref]:
        yield from self.area


@dataclass
class Apply(Formula):
    name: str
    args: List[Formula]
    function: Callable[..., Value] = field(repr=False)
    lazy: bool = False

    def value(self, sheet: "Sheet") -> Value:
        if self.lazy:
            return self.function(*(lambda a=a: a.value(sheet)
                                   for a in self.args))
        values = [arg.value(sheet) for arg in self.args]
        for value in flat(values):
            if isinstance(value, CellError) and self.name != "ISERR":
                return value
        try:
            return self.function(*values)
        except CellError as error:
            return error
        except ZeroDivisionError:
            return DivError()
        except (TypeError, ValueError, OverflowError):
            return ValueErrorCell()

    def refs(self) -> Iterator[Ref]:
        for arg in self.args:
            yield from arg.refs()


def flat(values: Iterable) -> Iterator[Value]:
    for value in values:
        if isinstance(value, list):
            yield from flat(value)
        else:
            yield value


FUNCTIONS: Dict[str, Tuple[Callable, bool]] = {}


def function(name: Optional[str] = None, *, lazy: bool = False):
    def register(f: Callable) -> Callable:
        FUNCTIONS[(name or f.__name__).upper()] = (f, lazy)
        return f
    return register


def numbers(args: Iterable) -> List[Number]:
    return [v for v in flat(args)
            if isinstance(v, (int, float, Fraction))
            and not isinstance(v, bool)]


@function("SUM")
def sum_(*args): return sum(numbers(args))


@function()
def average(*args):
    found = numbers(args)
    return Fraction(sum(found)) / len(found) if all(
        isinstance(n, int) for n in found) else sum(found) / len(found)


@function("MAX")
def max_(*args): return max(numbers(args), default=0)


@function("MIN")
def min_(*args): return min(numbers(args), default=0)


@function()
def count(*args): return len(numbers(args))


@function("ROUND")
def round_(x, digits=0): return round(x, digits)


@function()
def concat(*args): return "".join(show(v) for v in flat(args))


@function("LEN")
def len_(text): return len(text)


@function()
def sqrt(x): return math.sqrt(x)


@function()
def iserr(x): return isinstance(x, CellError)


@function("IF", lazy=True)
def if_(test, then, orelse=lambda: None):
    value = test()
    if isinstance(value, CellError):
        return value
    return then() if value else orelse()


@function("IFERROR", lazy=True)
def iferror(value, other):
    got = value()
    return other() if isinstance(got, CellError) else got


def div(a, b):
    if isinstance(a, int) and isinstance(b, int):
        quotient = Fraction(a, b)
        return int(quotient) if quotient.denominator == 1 else quotient
    return a / b


BINARY = [
    {"=": lambda a, b: a == b, "<>": lambda a, b: a != b,
     "<": lambda a, b: a < b, ">": lambda a, b: a > b,
     "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b},
    {"&": lambda a, b: show(a) + show(b)},
    {"+": lambda a, b: (a or 0) + (b or 0), "-": lambda a, b: (a or 0) - (b or 0)},
    {"*": lambda a, b: (a or 0) * (b or 0), "/": lambda a, b: div(a or 0, b or 0)},
    {"^": lambda a, b: a ** b},
]

SCANNER = re.Scanner([
    (r"\s+", None),
    (r"\d+\.\d*(?:[eE][-+]?\d+)?", lambda s, t: ("num", float(t))),
    (r"\d+", lambda s, t: ("num", int(t))),
    (r'"[^"]*"', lambda s, t: ("str", t[1:-1])),
    (r"\$?[A-Za-z]{1,3}\$?[1-9]\d*(?![\w(])",
     lambda s, t: ("ref", Ref.parse(t.replace("$", "")))),
    (r"[A-Za-z]+", lambda s, t: ("name", t.upper())),
    (r"<>|<=|>=|[-+*/^&=<>():,%]", lambda s, t: ("op", t)),
])


class FormulaParser:
    def __init__(self, text: str) -> None:
        tokens, rest = SCANNER.scan(text)
        if rest:
            raise SyntaxErrorCell(rest)
        self.tokens = deque(tokens)

    def parse(self) -> Formula:
        out = self.binary(0)
        if self.tokens:
            raise SyntaxErrorCell(self.tokens[0])
        return out

    def take(self, *texts: str) -> Optional[str]:
        if self.tokens and self.tokens[0] in [("op", t) for t in texts]:
            return self.tokens.popleft()[1]
        return None

    def binary(self, level: int) -> Formula:
        if level == len(BINARY):
            return self.unary()
        left = self.binary(level + 1)
        while op := self.take(*BINARY[level]):
            right = self.binary(level + 1)
            left = Apply(op, [left, right], BINARY[level][op])
        return left

    def unary(self) -> Formula:
        if self.take("-"):
            return Apply("neg", [self.unary()], lambda a: -a)
        atom = self.atom()
        while self.take("%"):
            atom = Apply("percent", [atom], lambda a: div(a, 100))
        return atom

    def atom(self) -> Formula:
        if not self.tokens:
            raise SyntaxErrorCell("end")
        match self.tokens.popleft():
            case ("num" | "str", value):
                return Constant(value)
            case ("ref", first):
                if self.take(":"):
                    kind, last = self.tokens.popleft()
                    if kind != "ref":
                        raise SyntaxErrorCell(last)
                    return AreaRef(Area(*sorted((first, last))))
                return CellRef(first)
            case ("name", "TRUE" | "FALSE" as word):
                return Constant(word == "TRUE")
            case ("name", name):
                if not self.take("("):
                    return Constant(NameErrorCell(name))
                args = []
                while not self.take(")"):
                    if args and not self.take(","):
                        raise SyntaxErrorCell(name)
                    args.append(self.binary(0))
                if name not in FUNCTIONS:
                    return Constant(NameErrorCell(name))
                f, lazy = FUNCTIONS[name]
                return Apply(name, args, f, lazy)
            case ("op", "("):
                inner = self.binary(0)
                if not self.take(")"):
                    raise SyntaxErrorCell("(")
                return inner
            case (_, other):
                raise SyntaxErrorCell(other)


@functools.singledispatch
def show(value: object) -> str:
    return str(value)


@show.register
def _(value: bool) -> str:
    return str(value).upper()


@show.register(type(None))
def _(value: None) -> str:
    return ""


@show.register
def _(value: float) -> str:
    return f"{value:.4g}"


@show.register(Fraction)
def _(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{value.numerator}/{value.denominator}"


class Sheet:
    def __init__(self, cells: Optional[Mapping[str, object]] = None) -> None:
        self._formulas: Dict[Ref, Formula] = {}
        self._values: Dict[Ref, Value] = {}
        self._users: Dict[Ref, Set[Ref]] = defaultdict(set)
        self._sources: Dict[Ref, str] = {}
        self._batch: Optional[Set[Ref]] = None
        self._undo: List[Tuple[Ref, Optional[str]]] = []
        self.computed = 0
        if cells:
            with self.batch():
                for name, source in cells.items():
                    self[name] = source

    def value(self, ref: Ref) -> Value:
        return self._values.get(ref)

    def __getitem__(self, key: Union[str, slice]) -> Union[Value, List[Value]]:
        if isinstance(key, slice):
            area = Area(Ref.parse(key.start), Ref.parse(key.stop))
            return [self.value(ref) for ref in area][::key.step or 1]
        return self.value(Ref.parse(key))

    def __setitem__(self, key: str, source: object) -> None:
        ref = Ref.parse(key)
        self._undo.append((ref, self._sources.get(ref)))
        self._put(ref, str(source))

    def __delitem__(self, key: str) -> None:
        ref = Ref.parse(key)
        if ref not in self._sources:
            raise KeyError(key)
        self._undo.append((ref, self._sources[ref]))
        self._put(ref, None)

    def undo(self) -> None:
        ref, source = self._undo.pop()
        self._put(ref, source)

    def _put(self, ref: Ref, source: Optional[str]) -> None:
        if (old := self._formulas.pop(ref, None)) is not None:
            for used in old.refs():
                self._users[used].discard(ref)
        self._sources.pop(ref, None)
        self._values.pop(ref, None)
        if source is not None:
            self._sources[ref] = source
            self._formulas[ref] = formula = self._read(source)
            for used in formula.refs():
                self._users[used].add(ref)
        if self._batch is not None:
            self._batch.add(ref)
        else:
            self._recompute({ref})

    @staticmethod
    def _read(source: str) -> Formula:
        if not source.startswith("="):
            for kind in (int, float):
                with contextlib.suppress(ValueError):
                    return Constant(kind(source))
            return Constant(source)
        try:
            return FormulaParser(source[1:]).parse()
        except CellError as error:
            return Constant(error)

    @contextlib.contextmanager
    def batch(self) -> Iterator["Sheet"]:
        outer, self._batch = self._batch, set()
        try:
            yield self
        finally:
            changed, self._batch = self._batch, outer
            self._recompute(changed)

    def _recompute(self, changed: Set[Ref]) -> None:
        dirty: Set[Ref] = set()
        todo = deque(changed)
        while todo:
            ref = todo.popleft()
            if ref not in dirty:
                dirty.add(ref)
                todo.extend(self._users[ref])
        waits = {ref: len({r for r in self._refs_of(ref) if r in dirty})
                 for ref in sorted(dirty)}
        ready = deque(ref for ref, n in waits.items() if n == 0)
        done = 0
        while ready:
            ref = ready.popleft()
            done += 1
            if ref in self._formulas:
                self._values[ref] = self._formulas[ref].value(self)
                self.computed += 1
            for user in sorted(self._users[ref]):
                waits[user] -= 1
                if waits[user] == 0:
                    ready.append(user)
        for ref, n in waits.items():
            if n > 0:
                self._values[ref] = CycleError()

    def _refs_of(self, ref: Ref) -> Iterator[Ref]:
        formula = self._formulas.get(ref)
        return iter(()) if formula is None else formula.refs()

    def table(self) -> str:
        refs = sorted(self._values)
        if not refs:
            return "(empty)"
        columns = range(1, max(r.column for r in refs) + 1)
        rows = range(1, max(r.row for r in refs) + 1)
        grid = [["", *(Ref(c, 1).letters for c in columns)]]
        for row in rows:
            grid.append([str(row)] + [show(self.value(Ref(c, row)))
                                      for c in columns])
        widths = [max(map(len, column)) for column in zip(*grid)]
        lines = []
        for line in grid:
            lines.append(" ".join(
                f"{cell:>{width}}" if i else f"{cell:<{width}}"
                for i, (cell, width) in enumerate(zip(line, widths))).rstrip())
        return "\n".join(lines)

    def __format__(self, spec: str) -> str:
        match spec.split(":") if spec else []:
            case []:
                return self.table()
            case ["csv", *rest]:
                sep = rest[0] if rest else ","
                rows: Dict[int, List[str]] = defaultdict(list)
                for ref in sorted(self._values):
                    rows[ref.row].append(show(self.value(ref)))
                return "\n".join(sep.join(r) for r in rows.values())
            case [other, *_]:
                raise ValueError(f"unknown format {other!r}")


def main() -> None:
    print(Ref.parse("AA10"), Ref.parse("zz1") >> 1, repr(Ref(1, 1) + 4),
          Ref.parse("B2") is Ref(2, 2), Ref(3, 1) < Ref(1, 2))
    area = Area(Ref.parse("A1"), Ref.parse("C2"))
    print(area, len(area), [*map(str, area)], Ref(2, 2) in area, "B2" in area)
    for bad in ("A0", "", "1A", "ABCD1"):
        try:
            Ref.parse(bad)
        except ValueError as error:
            print("ValueError:", error)

    sheet = Sheet({
        "A1": "item", "B1": "price", "C1": "number", "D1": "total",
        "A2": "pen", "B2": 3, "C2": 10, "D2": "=B2*C2",
        "A3": "book", "B3": "12.5", "C3": 2, "D3": "=b3*$C$3",
        "A4": "cup", "B4": 7, "C4": 3, "D4": "=B4*C4",
        "A5": "sum", "D5": "=SUM(D2:D4)",
        "A6": "mean", "D6": "=AVERAGE(C2:C4)",
        "A7": "text", "D7": '=CONCAT(A2:A4, "-", LEN(A3)) & "!"',
    })
    print(f"{sheet}")
    before = sheet.computed
    sheet["B2"] = 4
    print("recomputed", sheet.computed - before, "total", sheet["D5"])
    sheet.undo()
    print("undone", sheet["B2"], sheet["D5"], sheet["D6"], repr(sheet["D6"]))
    print(f"{sheet:csv:;}")
    print(sheet["B2":"C4"], sheet["B2":"C4":2])

    other = Sheet()
    formulas = [
        "=1+2*3^2", "=-2^2", "=50%", "=7/2", "=8/4", "=7/0", "=1.5e3/7",
        "=SQRT(-1)", "=SQRT(2)", '="a"&1&TRUE', '="a"+1', "=NOPE(1)", "=nope",
        "=IF(1<2, \"yes\", 1/0)", "=IF(2<1, 1)", "=IF(1/0, 1, 2)",
        "=IFERROR(1/0, \"caught\")", "=ISERR(1/0)", "=(1", "=1 2", "=#",
        "=ROUND(2.567, 2)", "=MAX(1,5,3)-MIN()", "=COUNT(A1:A5)",
        "=1=1", "=1<>1", "=SUM(A1, A2:B3, 10)",
    ]
    for row, text in enumerate(formulas, 1):
        other[f"A{row}"] = text
        print(f"{text:<26} -> {show(other[f'A{row}'])}")

    loop = Sheet({"A1": "=B1", "B1": "=C1+1", "C1": "=A1", "D1": "=C1+1"})
    print(f"{loop}")
    loop["C1"] = 5
    print(f"{loop}")
    loop["A1"] = "=A1"
    print(show(loop["A1"]), type(loop["A1"]).__mro__[1].__name__)
    del loop["A1"]
    for action in (lambda: loop.__delitem__("A1"), lambda: f"{loop:xml}",
                   lambda: Sheet({"A1": 1}) + 1, lambda: Formula()):
        try:
            action()
        except Exception as error:
            print(type(error).__name__, error)

    chain = Sheet()
    with chain.batch():
        chain["A1"] = 1
        for row in range(2, 60):
            chain[f"A{row}"] = f"=A{row - 1}*2"
    print(chain["A59"], chain.computed)
    chain["A1"] = 3
    print(chain["A59"], chain.computed)
    with contextlib.suppress(RuntimeError):
        with chain.batch() as c:
            c["A1"] = 0
            raise RuntimeError("stop")
    print(chain["A59"], chain.computed)


if __name__ == "__main__":
    main()
