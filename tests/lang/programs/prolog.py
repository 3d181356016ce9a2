# gc every: 1024
"""A small Prolog: terms, unification with a trail, cut, negation, arithmetic,
lists, assert and retract, findall; solutions come from generators."""
from __future__ import annotations

import itertools
import operator
import re
from collections import defaultdict
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import Callable, Iterable, Iterator, Mapping, Optional, TypeAlias, Union


class Var:
    __slots__ = ("name", "bound")
    _serial = itertools.count()

    def __init__(self, name: str = "") -> None:
        self.name = name or f"_G{next(self._serial)}"
        self.bound: Optional[Term] = None

    def __repr__(self) -> str:
        return f"Var({self.name})"


@dataclass(frozen=True, slots=True)
class Atom:
    name: str

    def __str__(self) -> str:
        if re.fullmatch(r"[a-z]\w*|\[\]|[-+*/\\^<>=~:.?@#&!;]+", self.name):
            return self.name
        return "'" + self.name.replace("'", "\\'") + "'"


@dataclass(frozen=True)
class Struct:
    name: str
    args: tuple["Term", ...]

    @cached_property
    def key(self) -> str:
        return f"{self.name}/{len(self.args)}"


Term: TypeAlias = Union[Var, Atom, Struct, int, float]
NIL = Atom("[]")
TRUE = Atom("true")

INFIX = {":-": (1200, "xfx"), ";": (1100, "xfy"), "->": (1050, "xfy"),
         ",": (1000, "xfy"), "=": (700, "xfx"), "\\=": (700, "xfx"),
         "==": (700, "xfx"), "\\==": (700, "xfx"), "is": (700, "xfx"),
         "<": (700, "xfx"), ">": (700, "xfx"), "=<": (700, "xfx"),
         ">=": (700, "xfx"), "=:=": (700, "xfx"), "=..": (700, "xfx"),
         "+": (500, "yfx"), "-": (500, "yfx"), "*": (400, "yfx"),
         "/": (400, "yfx"), "//": (400, "yfx"), "mod": (400, "yfx"),
         "**": (200, "xfx")}
PREFIX = {"\\+": 900, "-": 200, ":-": 1200}


class PrologError(Exception):
    """Carries a term, as Prolog's own do."""

    def __init__(self, term: Term) -> None:
        self.term = term

    def __str__(self) -> str:
        return show(self.term)


class SyntaxFault(ValueError):
    pass


def walk(term: Term) -> Term:
    while isinstance(term, Var) and term.bound is not None:
        term = term.bound
    return term


def make_list(items: Iterable[Term], tail: Term = NIL) -> Term:
    return reduce(lambda rest, item: Struct(".", (item, rest)),
                  reversed([*items]), tail)


def list_items(term: Term) -> list[Term]:
    out = []
    while True:
        match walk(term):
            case Struct(".", (head, tail)):
                out.append(head)
                term = tail
            case Atom("[]"):
                return out
            case Var():
                raise PrologError(Atom("instantiation_error"))
            case other:
                raise PrologError(Struct("type_error", (Atom("list"), other)))


def show(term: Term, power: int = 1200) -> str:
    match walk(term):
        case Var(name=name):
            return name
        case Struct(".", _) as cell:
            items, rest = [], cell
            while isinstance(rest, Struct) and rest.key == "./2":
                items.append(show(rest.args[0], 999))
                rest = walk(rest.args[1])
            tail = "" if rest == NIL else "|" + show(rest, 999)
            return f"[{','.join(items)}{tail}]"
        case Struct(name, (left, right)) if name in INFIX:
            level, kind = INFIX[name]
            a = show(left, level - (kind[0] == "x"))
            b = show(right, level - (kind[2] == "x"))
            space = "" if name == "," else " "
            text = f"{a}{space}{name}{space}{b}" if level > 400 else a + name + b
            return f"({text})" if level > power else text
        case Struct(name, (only,)) if name in PREFIX:
            return f"{name}{show(only, PREFIX[name])}"
        case Struct(name, args):
            return f"{Atom(name)}({','.join(show(a, 999) for a in args)})"
        case other:
            return str(other)


# --- reading ------------------------------------------------------------------

TOKENS = re.compile(r"""
    (?P<skip>\s+|%[^\n]*) | (?P<number>\d+(?:\.\d+)?) | (?P<var>[A-Z_]\w*)
  | (?P<atom>[a-z]\w*|\[\]|'(?:[^'\\]|\\.)*')
  | (?P<end>\.(?=\s|$|%)) | (?P<punct>[()\[\]|,!])
  | (?P<symbol>[-+*/\\^<>=~:.?@\#&;]+)""", re.X)


class Reader:
    def __init__(self, text: str) -> None:
        self.tokens = [(m.lastgroup, m[0]) for m in self._scan(text)
                       if m.lastgroup != "skip"]
        self.at = 0
        self.names: dict[str, Var] = {}

    @staticmethod
    def _scan(text: str) -> Iterator[re.Match[str]]:
        at = 0
        while at < len(text):
            if (m := TOKENS.match(text, at)) is None:
                raise SyntaxFault(f"bad character {text[at]!r} at {at}")
            yield m
            at = m.end()

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("eof", "")

    def take(self, *wanted: str) -> Optional[str]:
        if self.peek()[1] in wanted and self.peek()[0] != "eof":
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def need(self, text: str) -> None:
        if self.take(text) is None:
            raise SyntaxFault(f"expected {text!r}, got {self.peek()[1]!r}")

    def clauses(self) -> Iterator[Term]:
        while self.peek()[0] != "eof":
            self.names = {}
            yield self.term(1200)
            if self.peek()[0] != "end":
                raise SyntaxFault(f"expected '.', got {self.peek()[1]!r}")
            self.at += 1

    def term(self, power: int) -> Term:
        left, level = self.primary(power)
        while True:
            kind, op = self.peek()
            if op not in INFIX or kind == "end":
                return left
            mine, assoc = INFIX[op]
            if mine > power or level > mine - (assoc[0] == "x"):
                return left
            self.at += 1
            right = self.term(mine - (assoc[2] == "x"))
            left, level = Struct(op, (left, right)), mine

    def primary(self, power: int) -> tuple[Term, int]:
        kind, text = self.peek()
        self.at += 1
        match kind, text:
            case "number", _:
                return (float(text) if "." in text else int(text)), 0
            case "var", "_":
                return Var(), 0
            case "var", _:
                return self.names.setdefault(text, Var(text)), 0
            case "punct", "(":
                inner = self.term(1200)
                self.need(")")
                return inner, 0
            case "punct", "[":
                items = [self.term(999)]
                while self.take(","):
                    items.append(self.term(999))
                tail = self.term(999) if self.take("|") else NIL
                self.need("]")
                return make_list(items, tail), 0
            case "punct", "!":
                return Atom("!"), 0
            case ("atom" | "symbol"), _:
                name = text[1:-1] if text[0] == "'" else text
                if self.peek() == ("punct", "("):
                    self.at += 1
                    args = [self.term(999)]
                    while self.take(","):
                        args.append(self.term(999))
                    self.need(")")
                    return Struct(name, tuple(args)), 0
                if name == "-" and self.peek()[0] == "number":
                    value, _ = self.primary(0)
                    return -value, 0
                if name in PREFIX and self.peek()[0] not in ("end", "eof"):
                    level = min(PREFIX[name], power)
                    return Struct(name, (self.term(level),)), level
                return Atom(name), 0
        raise SyntaxFault(f"unexpected {text or 'end of text'!r}")


# --- running ------------------------------------------------------------------

class Cut(Exception):
    pass


@dataclass
class Frame:
    cut: bool = False


Builtin: TypeAlias = Callable[["Machine", tuple, Frame], Iterator[None]]
BUILTINS: dict[str, Builtin] = {}


def builtin(key: str) -> Callable[[Builtin], Builtin]:
    def register(f: Builtin) -> Builtin:
        BUILTINS[key] = f
        return f
    return register


@dataclass
class Machine:
    database: Mapping[str, list] = field(
        default_factory=lambda: defaultdict(list))
    trail: list[Var] = field(default_factory=list)
    output: list[str] = field(default_factory=list)
    calls: int = 0
    depth_limit: int = 200

    def consult(self, text: str) -> "Machine":
        for clause in Reader(text).clauses():
            self.add(clause)
        return self

    def add(self, clause: Term, front: bool = False) -> None:
        match clause:
            case Struct(":-", (goal,)):
                self.once(goal)
                return
            case Struct(":-", (head, body)):
                pass
            case _:
                head, body = clause, TRUE
        head = walk(head)
        if isinstance(head, (Var, int, float)):
            raise PrologError(Struct("type_error", (Atom("callable"), head)))
        clauses = self.database[key_of(head)]
        clauses.insert(0 if front else len(clauses), (head, body))

    def unify(self, a: Term, b: Term) -> bool:
        todo = [(a, b)]
        while todo:
            a, b = map(walk, todo.pop())
            if a is b:
                continue
            if isinstance(a, Var):
                self._bind(a, b)
            elif isinstance(b, Var):
                self._bind(b, a)
            elif isinstance(a, Struct) and isinstance(b, Struct):
                if a.key != b.key:
                    return False
                todo.extend(zip(a.args, b.args))
            elif type(a) is not type(b) or a != b:
                return False
        return True

    def _bind(self, var: Var, value: Term) -> None:
        var.bound = value
        self.trail.append(var)

    @contextmanager
    def undoing(self):
        mark = len(self.trail)
        try:
            yield
        finally:
            while len(self.trail) > mark:
                self.trail.pop().bound = None

    def solve(self, goal: Term, frame: Frame, depth: int) -> Iterator[None]:
        self.calls += 1
        if depth > self.depth_limit:
            raise PrologError(Struct("resource_error", (Atom("depth"),)))
        goal = walk(goal)
        match goal:
            case Var():
                raise PrologError(Atom("instantiation_error"))
            case Atom("true"):
                yield
            case Atom("!"):
                yield
                frame.cut = True
            case Struct(",", (first, second)):
                with closing(self.solve(first, frame, depth + 1)) as firsts:
                    for _ in firsts:
                        yield from self.solve(second, frame, depth + 1)
                        if frame.cut:
                            return
            case Struct(";", (Struct("->", (test, then)), orelse)):
                with self.undoing(), closing(
                        self.solve(test, Frame(), depth + 1)) as tests:
                    for _ in tests:
                        yield from self.solve(then, frame, depth + 1)
                        return
                yield from self.solve(orelse, frame, depth + 1)
            case Struct(";", (left, right)):
                for side in (left, right):
                    with self.undoing():
                        yield from self.solve(side, frame, depth + 1)
                    if frame.cut:
                        return
            case Struct("\\+", (inner,)):
                with self.undoing():
                    found = self.once(inner, depth + 1)
                if not found:
                    yield
            case Atom() | Struct():
                key = key_of(goal)
                args = getattr(goal, "args", ())
                if (native := BUILTINS.get(key)) is not None:
                    with self.undoing():
                        yield from native(self, args, frame)
                elif key in self.database:
                    yield from self._call(goal, self.database[key], depth)
                else:
                    raise PrologError(Struct("existence_error", (Atom(key),)))
            case other:
                raise PrologError(Struct("type_error", (Atom("callable"), other)))

    def _call(self, goal: Term, clauses: list, depth: int) -> Iterator[None]:
        for head, body in list(clauses):
            frame, names = Frame(), {}
            with self.undoing():
                if self.unify(goal, fresh(head, names)):
                    yield from self.solve(fresh(body, names), frame, depth + 1)
            if frame.cut:
                return

    def once(self, goal: Term, depth: int = 0) -> bool:
        with closing(self.solve(goal, Frame(), depth)) as solutions:
            return next(solutions, self) is not self

    def query(self, text: str, limit: int = 20) -> Iterator[dict[str, str]]:
        reader = Reader(text + " .")
        goal = next(reader.clauses())
        names = {n: v for n, v in reader.names.items() if n[0] != "_"}
        with self.undoing(), closing(
                self.solve(goal, Frame(), 0)) as solutions:
            for _ in itertools.islice(solutions, limit):
                yield {name: show(var) for name, var in names.items()}


def key_of(term: Term) -> str:
    return term.key if isinstance(term, Struct) else f"{term.name}/0"


def fresh(term: Term, names: dict[Var, Var]) -> Term:
    term = walk(term)
    if isinstance(term, Var):
        if term not in names:
            names[term] = Var()
        return names[term]
    if isinstance(term, Struct):
        return Struct(term.name, tuple(fresh(a, names) for a in term.args))
    return term


ARITHMETIC = {"+/2": operator.add, "-/2": operator.sub, "*/2": operator.mul,
              "//2": operator.truediv, "///2": operator.floordiv,
              "mod/2": operator.mod, "**/2": operator.pow, "-/1": operator.neg,
              "max/2": max, "min/2": min, "abs/1": abs}


def evaluate(term: Term) -> Union[int, float]:
    match walk(term):
        case int() | float() as number:
            return number
        case Var():
            raise PrologError(Atom("instantiation_error"))
        case Struct() as s if s.key in ARITHMETIC:
            try:
                return ARITHMETIC[s.key](*map(evaluate, s.args))
            except ZeroDivisionError:
                raise PrologError(Struct("evaluation_error",
                                         (Atom("zero_divisor"),))) from None
        case other:
            raise PrologError(Struct("type_error", (Atom("evaluable"), other)))


def simple(key: str):
    """A builtin that succeeds once, when its function says so."""
    def wrap(test):
        @builtin(key)
        def run(machine, args, frame):
            if test(machine, *args) is not False:
                yield
        return test
    return wrap


simple("=/2")(lambda m, a, b: m.unify(a, b))
simple("is/2")(lambda m, a, b: m.unify(a, evaluate(b)))
simple("==/2")(lambda m, a, b: show(a) == show(b))
simple("\\==/2")(lambda m, a, b: show(a) != show(b))
simple("fail/0")(lambda m: False)
simple("var/1")(lambda m, a: isinstance(walk(a), Var))
simple("atom/1")(lambda m, a: isinstance(walk(a), Atom))
simple("number/1")(lambda m, a: isinstance(walk(a), (int, float)))
simple("write/1")(lambda m, a: m.output.append(show(a)))
simple("nl/0")(lambda m: m.output.append("\n"))
simple("assertz/1")(lambda m, a: m.add(fresh(a, {})))
simple("asserta/1")(lambda m, a: m.add(fresh(a, {}), front=True))
simple("length/2")(lambda m, a, n: m.unify(n, len(list_items(a))))
simple("msort/2")(lambda m, a, b: m.unify(b, make_list(
    sorted(list_items(a), key=lambda t: (type(walk(t)).__name__, show(t))))))
for _name, _op in {"<": operator.lt, ">": operator.gt, "=<": operator.le,
                   ">=": operator.ge, "=:=": operator.eq}.items():
    simple(f"{_name}/2")(lambda m, a, b, op=_op: op(evaluate(a), evaluate(b)))


@simple("=../2")
def univ(m, term, items):
    match walk(term):
        case Struct(name, args):
            return m.unify(items, make_list([Atom(name), *args]))
        case Var() as var:
            head, *args = list_items(items)
            made = Struct(walk(head).name, tuple(args)) if args else walk(head)
            return m.unify(var, made)
        case other:
            return m.unify(items, make_list([other]))


@builtin("\\=/2")
def differ(m, args, frame):
    with m.undoing():
        same = m.unify(*args)
    if not same:
        yield


@builtin("call/1")
def call(m, args, frame):
    yield from m.solve(args[0], Frame(), 1)


@builtin("between/3")
def between(m, args, frame):
    low, high = map(evaluate, args[:2])
    for n in range(low, high + 1):
        with m.undoing():
            if m.unify(args[2], n):
                yield


@builtin("findall/3")
def findall(m, args, frame):
    template, goal, result = args
    with m.undoing():
        found = [fresh(template, {}) for _ in m.solve(goal, Frame(), 1)]
    if m.unify(result, make_list(found)):
        yield


@builtin("retract/1")
def retract(m, args, frame):
    clauses = m.database[key_of(walk(args[0]))]
    for i, (head, body) in enumerate(clauses):
        if body == TRUE and m.unify(args[0], fresh(head, {})):
            del clauses[i]
            yield
            return


@builtin("catch/3")
def catch(m, args, frame):
    goal, pattern, recovery = args
    try:
        yield from m.solve(goal, Frame(), 1)
    except PrologError as error:
        if not m.unify(pattern, error.term):
            raise
        yield from m.solve(recovery, Frame(), 1)


@builtin("throw/1")
def throw(m, args, frame):
    raise PrologError(fresh(args[0], {}))
    yield


LIBRARY = r"""
append([], L, L).
append([H|T], L, [H|R]) :- append(T, L, R).
member(X, [X|_]).
member(X, [_|T]) :- member(X, T).
reverse(L, R) :- rev(L, [], R).
rev([], A, A).
rev([H|T], A, R) :- rev(T, [H|A], R).
select(X, [X|T], T).
select(X, [H|T], [H|R]) :- select(X, T, R).
permutation([], []).
permutation(L, [H|T]) :- select(H, L, R), permutation(R, T).
sum([], 0).
sum([H|T], S) :- sum(T, R), S is R + H.
max(X, Y, Z) :- ( X >= Y -> Z = X ; Z = Y ).
first(X, L) :- member(X, L), !.
% a family
parent(tom, bob). parent(tom, liz). parent(bob, ann). parent(bob, pat).
parent(pat, jim). parent('Old Joe', tom).
ancestor(X, Y) :- parent(X, Y).
ancestor(X, Y) :- parent(X, Z), ancestor(Z, Y).
sibling(X, Y) :- parent(P, X), parent(P, Y), X \= Y.
factorial(0, 1) :- !.
factorial(N, F) :- N > 0, M is N - 1, factorial(M, G), F is N * G.
hanoi(0, _, _, _) :- !.
hanoi(N, A, B, C) :- M is N - 1, hanoi(M, A, C, B),
    write(A-B), write(' '), hanoi(M, C, B, A).
queens(N, Qs) :- findall(X, between(1, N, X), L), permutation(L, Qs), safe(Qs).
safe([]).
safe([Q|Qs]) :- no_attack(Q, Qs, 1), safe(Qs).
no_attack(_, [], _).
no_attack(Q, [P|Ps], D) :- Q - P =\= D, P - Q =\= D, E is D + 1, no_attack(Q, Ps, E).
loop(X) :- loop(X).
counter(0).
tick(N) :- retract(counter(N)), M is N + 1, assertz(counter(M)).
:- assertz(loaded(yes)).
""".replace("Q - P =\\= D, P - Q =\\= D", "X is Q - P, \\+ X =:= D, Y is P - Q, \\+ Y =:= D")

QUERIES = [
    "append(X, Y, [1, 2])", "append([a|T], [z], [a, b, z])", "member(X, [p, q])",
    "reverse([1, 2, 3], [H|T])", "findall(P, permutation([1, 2, 3], P), L)",
    "ancestor(W, jim)", "sibling(ann, X)", "parent(X, tom)", "factorial(20, F)",
    "queens(4, Q)", "max(3, 7, M), max(9, 2, K)", "first(X, [u, v])",
    "X = f(Y, b), Y = c, X =.. L", "T =.. [g, 1, [2]]", "X is 7 // 2 + 2 ** 3 * 1.5",
    "X is -3 mod 5, Y is 5 - -2", "\\+ member(z, [a]), member(Z, [1])",
    "hanoi(3, l, r, m)", "tick(A), tick(B), counter(C)", "loaded(X)",
    "(member(X, [1, 2, 3]), X > 1 ; X = none)", "member(X, [1, 2, 3]), X > 1, !",
    "X = Y, Y = Z, Z = 3, X == 3", "f(X, Y) = f(Y, 1)", "X = [1, 2|T], T = [3]",
    "catch(X is foo + 1, E, true)", "catch(throw(my(T, T)), my(A, B), true)",
    "catch(undefined_thing, E, write(E))", "X is 1 / 0", "X is Y + 1", "nope(1)",
    "length([a, b, c], N), msort([c, 1, b, a, 0.5, 3], S)", "3 = X, call(X)",
    "sum([1, 2, 3.5], S), S >= 6.5", "a = b", "f(a) \\= f(b), \\+ f(a) \\= f(A)",
    "loop(1)", "between(1, inf, X)", "X = 'hello world', Y = 'it', atom(X), var(Z)",
    "X = a:-b, Y = (p, q ; r -> s), Z = - 1 - (2 - 3) * 4", "append(X, [", "p(X", "X = ~", "\\",
]


def main() -> None:
    machine = Machine().consult(LIBRARY)
    print(len(machine.database), "predicates,",
          sum(map(len, machine.database.values())), "clauses")
    for text in QUERIES:
        machine.calls, machine.output[:] = 0, []
        try:
            answers = list(machine.query(text, limit=6))
        except (PrologError, SyntaxFault) as error:
            print(f"?- {text}.\n   {type(error).__name__}: {error}")
            assert all(v.bound is None for v in machine.trail)
            machine.trail.clear()
            continue
        print(f"?- {text}.   [{machine.calls} calls]")
        for answer in answers:
            shown = ", ".join(f"{k} = {re.sub(r'_G[0-9]+', '_', v)}"
                              for k, v in answer.items())
            print("  ", shown or "true")
        if not answers:
            print("   false")
        if machine.output:
            print("   wrote:", "".join(machine.output))
        assert not machine.trail
    try:
        Machine().consult("f(X) :- g(X). 3 :- a.")
    except PrologError as error:
        print("consult:", error, error.term)
    try:
        Atom("x").name = "y"
    except AttributeError as error:
        print(type(error).__name__, error)
    print(Atom("a") == Atom("a"), hash(Atom("a")) == hash(Atom("a")),
          Struct("f", (1,)) == Struct("f", (1,)), Atom("a").__slots__,
          hasattr(Atom("a"), "__dict__"), Struct("g", (1, 2)))


if __name__ == "__main__":
    main()
