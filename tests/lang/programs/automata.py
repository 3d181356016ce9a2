# gc every: 1024
"""Regular expressions three ways (derivatives, Thompson's machine, the
library's) and a solver for boolean formulas with Sudoku on top."""
from __future__ import annotations

import itertools
import operator
import random
import re

from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import ClassVar, Iterable, Iterator, Optional, Any


# --- expressions that know their derivatives ---------------------------------------

class Regex:
    """Made by the class methods; equal ones are one object."""

    _made: ClassVar[dict[tuple, "Regex"]] = {}
    __slots__ = ("parts", "nullable")
    parts: tuple

    def __new__(cls, *parts: Any) -> "Regex":
        key = (cls, *parts)
        if (known := Regex._made.get(key)) is not None:
            return known
        self = Regex._made[key] = super().__new__(cls)
        self.parts = parts
        self.nullable = self._nullable()
        return self

    def _nullable(self) -> bool:
        return False

    def derive(self, char: str) -> "Regex":
        raise NotImplementedError

    def __or__(self, other: "Regex") -> "Regex":
        if self is other or isinstance(other, Nothing):
            return self
        if isinstance(self, Nothing):
            return other
        sides = {id(r): r for side in (self, other)
                 for r in (side.parts if isinstance(side, Or) else (side,))}
        return Or(*sorted(sides.values(), key=repr))

    def __add__(self, other: "Regex") -> "Regex":
        match self, other:
            case (Nothing(), _) | (_, Nothing()):
                return NOTHING
            case Empty(), right:
                return right
            case left, Empty():
                return left
            case Then(), _:
                first, rest = self.parts
                return first + (rest + other)
        return Then(self, other)

    def __invert__(self) -> "Regex":
        return self.parts[0] if isinstance(self, Not) else Not(self)

    def __and__(self, other: "Regex") -> "Regex":
        return ~(~self | ~other)

    def star(self) -> "Regex":
        return self if isinstance(self, (Star, Empty)) else Star(self)

    def __mul__(self, times: int | tuple[int, Optional[int]]) -> "Regex":
        low, high = times if isinstance(times, tuple) else (times, times)
        out = reduce(operator.add, itertools.repeat(self, low), EMPTY)
        if high is None:
            return out + self.star()
        for _ in range(high - low):
            out = out + (self | EMPTY) if high - low == 1 else out + (EMPTY | self)
        return out

    def __contains__(self, text: str) -> bool:
        state = self
        for char in text:
            state = state.derive(char)
        return state.nullable

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.parts))})"

    def states(self, alphabet: str) -> dict["Regex", dict[str, "Regex"]]:
        table: dict[Regex, dict[str, Regex]] = {}
        todo = [self]
        while todo:
            if (state := todo.pop()) not in table:
                table[state] = {c: state.derive(c) for c in alphabet}
                todo.extend(table[state].values())
        return table


class Nothing(Regex):
    def derive(self, char):
        return NOTHING


class Empty(Regex):
    def _nullable(self):
        return True

    def derive(self, char):
        return NOTHING


class Chars(Regex):
    def derive(self, char):
        chars, negated = self.parts
        return EMPTY if (char in chars) != negated else NOTHING


class Or(Regex):
    def _nullable(self):
        return any(p.nullable for p in self.parts)

    def derive(self, char):
        return reduce(operator.or_, (p.derive(char) for p in self.parts))


class Then(Regex):
    def _nullable(self):
        return all(p.nullable for p in self.parts)

    @lru_cache(maxsize=None)
    def derive(self, char):
        first, rest = self.parts
        out = first.derive(char) + rest
        return out | rest.derive(char) if first.nullable else out


class Star(Regex):
    def _nullable(self):
        return True

    def derive(self, char):
        return self.parts[0].derive(char) + self


class Not(Regex):
    def _nullable(self):
        return not self.parts[0].nullable

    def derive(self, char):
        return ~self.parts[0].derive(char)


NOTHING, EMPTY = Nothing(), Empty()


def parse(pattern: str) -> Regex:
    at = 0

    def peek() -> str:
        return pattern[at:at + 1]

    def take() -> str:
        nonlocal at
        at += 1
        return pattern[at - 1]

    def alternatives() -> Regex:
        out = sequence()
        while peek() == "|":
            take()
            out = out | sequence()
        return out

    def sequence() -> Regex:
        out = EMPTY
        while peek() not in ("", "|", ")"):
            out = out + repeated()
        return out

    def repeated() -> Regex:
        out = atom()
        while peek() and peek() in "*+?{":
            match take():
                case "*":
                    out = out.star()
                case "+":
                    out = out + out.star()
                case "?":
                    out = out | EMPTY
                case "{":
                    nonlocal at
                    end = pattern.index("}", at)
                    low, comma, high = pattern[at:end].partition(",")
                    at = end + 1
                    most = int(high) if high else None if comma else int(low)
                    out = out * (int(low), most)
        return out

    def atom() -> Regex:
        match take():
            case "(":
                out = alternatives()
                if peek() != ")":
                    raise ValueError(f"no ')' at {at} in {pattern!r}")
                take()
                return out
            case "[":
                negated = peek() == "^" and take() == "^"
                chars = set()
                while (char := take()) != "]":
                    if peek() == "-" and pattern[at + 1] != "]":
                        take()
                        chars.update(map(chr, range(ord(char), ord(take()) + 1)))
                    else:
                        chars.add(char)
                return Chars("".join(sorted(chars)), negated)
            case ".":
                return Chars("\n", True)
            case "\\":
                return Chars(take(), False)
            case "*" | "+" | "?" | ")" as bad:
                raise ValueError(f"unexpected {bad!r} at {at - 1} in {pattern!r}")
            case char:
                return Chars(char, False)

    out = alternatives()
    if at < len(pattern):
        raise ValueError(f"unexpected {peek()!r} at {at} in {pattern!r}")
    return out


# --- Thompson's machine ---------------------------------------------------------------

@dataclass(slots=True, eq=False)
class State:
    chars: Optional[tuple[str, bool]] = None
    next: tuple["State", ...] = ()


class Machine:
    def __init__(self, regex: Regex) -> None:
        self.accept = State()
        self.start = self._build(regex, self.accept)

    def _build(self, regex: Regex, then: State) -> State:
        match regex:
            case Empty():
                return then
            case Nothing():
                return State()
            case Chars(parts=parts):
                return State(parts, (then,))
            case Then(parts=(first, rest)):
                return self._build(first, self._build(rest, then))
            case Or(parts=parts):
                return State(None, tuple(self._build(p, then) for p in parts))
            case Star(parts=(inner,)):
                loop = State()
                loop.next = (self._build(inner, loop), then)
                return loop
            case _:
                raise TypeError(f"no machine for {type(regex).__name__}")

    def _close(self, states: Iterable[State]) -> list[State]:
        seen: dict[int, State] = {}
        todo = list(states)
        while todo:
            state = todo.pop()
            if id(state) not in seen:
                seen[id(state)] = state
                if state.chars is None:
                    todo.extend(state.next)
        return list(seen.values())

    def longest(self, text: str, at: int = 0) -> int:
        now, best = self._close([self.start]), -1
        for i in itertools.count(at):
            if any(s is self.accept for s in now):
                best = i
            if i == len(text) or not now:
                return best
            now = self._close(n for s in now if s.chars is not None
                              and (text[i] in s.chars[0]) != s.chars[1]
                              for n in s.next)

    def find_all(self, text: str) -> Iterator[str]:
        at = 0
        while at <= len(text):
            end = self.longest(text, at)
            if end > at:
                yield text[at:end]
                at = end
            else:
                at += 1


# --- satisfiability -------------------------------------------------------------------

Clause = frozenset[int]


class Solver:
    """DPLL: unit clauses, pure literals, and a guess."""

    def __init__(self, clauses: Iterable[Iterable[int]]) -> None:
        self.clauses = [frozenset(c) for c in clauses]
        self.guesses = self.forced = 0

    def solve(self) -> Optional[dict[int, bool]]:
        return self._solve(self.clauses, {})

    @staticmethod
    def _assign(clauses: list[Clause], literal: int) -> Optional[list[Clause]]:
        out = []
        for clause in clauses:
            if literal in clause:
                continue
            if -literal in clause:
                clause = clause - {-literal}
                if not clause:
                    return None
            out.append(clause)
        return out

    def _solve(self, clauses, model):
        model = dict(model)
        while unit := next((c for c in clauses if len(c) == 1), None):
            (literal,) = unit
            model[abs(literal)] = literal > 0
            self.forced += 1
            if (clauses := self._assign(clauses, literal)) is None:
                return None
        if not clauses:
            return model
        literals = set().union(*clauses)
        for literal in sorted(literals, key=lambda n: (abs(n), n)):
            if -literal not in literals:
                model[abs(literal)] = literal > 0
                return self._solve(self._assign(clauses, literal), model)
        literal = min(min(clauses, key=lambda c: (len(c), sorted(c))), key=abs)
        for guess in (literal, -literal):
            self.guesses += 1
            rest = self._assign(clauses, guess)
            if rest is not None:
                found = self._solve(rest, model | {abs(guess): guess > 0})
                if found is not None:
                    return found
        return None


def exactly_one(literals: list[int]) -> Iterator[list[int]]:
    yield literals
    yield from ([-a, -b] for a, b in itertools.combinations(literals, 2))


def sudoku(rows: list[str], box: int = 2) -> tuple[list[str], Solver]:
    n = box * box
    name = lambda r, c, v: (r * n + c) * n + v + 1
    span = range(n)
    clauses: list[list[int]] = []
    for a, b in itertools.product(span, span):
        clauses += exactly_one([name(a, b, v) for v in span])
        clauses += exactly_one([name(a, c, b) for c in span])
        clauses += exactly_one([name(r, a, b) for r in span])
        top, left = a // box * box, a % box * box
        clauses += exactly_one([name(top + i // box, left + i % box, b)
                                for i in span])
    clauses += [[name(r, c, int(v) - 1)] for r, row in enumerate(rows)
                for c, v in enumerate(row) if v != "."]
    solver = Solver(clauses)
    model = solver.solve()
    if model is None:
        return [], solver
    return ["".join(str(next(v for v in span if model.get(name(r, c, v))) + 1)
                    for c in span) for r in span], solver


def check(model: dict[int, bool], clauses: Iterable[Clause]) -> bool:
    return all(any(model.get(abs(n), False) == (n > 0) for n in clause)
               for clause in clauses)


PATTERNS = ["a*b", "(a|b)*abb", "a{2,3}b?", "[a-c]+[^a-c]", "(ab|a)(bc|c)?", "x|",
            "(a*)*b", "a.c", r"\(a\)", "(a|ab)(c|bcd)(d*)", "[^x]{2}", "a+a?a"]
TEXTS = ["", "a", "b", "ab", "abb", "aab", "aaab", "aaaa", "abc", "abcd", "acd",
         "(a)", "a\nc", "xx", "ccx", "babb", "aabb", "aaaaab"]


def main() -> None:
    disagreements = 0
    for pattern in PATTERNS:
        regex = parse(pattern)
        machine, library = Machine(regex), re.compile(pattern)
        said = [t in regex for t in TEXTS]
        for text, answer in zip(TEXTS, said):
            disagreements += answer != (library.fullmatch(text) is not None)
            disagreements += answer != (machine.longest(text) == len(text))
        table = regex.states("abcx")
        print(f"{pattern:<18} {sum(said):>2} of {len(said)}  "
              f"{len(table)} states  {sum(s.nullable for s in table)} accept")
    print("disagreements:", disagreements)
    print(parse("a(b|c)*"), parse("(b|a)|(a|b)") is parse("a|b"),
          parse("") is EMPTY, sep="\n")
    even = parse("([^a]*a[^a]*a)*[^a]*")
    both = even & ~parse(".*bb.*")
    print([t for t in TEXTS if t in both], len(both.states("ab")))
    print(list(Machine(parse("[0-9]+|[a-z]+")).find_all("abc 12, d3--é44")))
    for bad in ("(a", "a)", "*a", "a{2", "[a", "a\\"):
        try:
            print(parse(bad))
        except (ValueError, IndexError) as error:
            print(bad, type(error).__name__, error)
    try:
        Machine(both)
    except TypeError as error:
        print(error)
    rng = random.Random(3)
    agreed = 0
    for _ in range(60):
        pattern = "".join(rng.choice(["a", "b", "[ab]", "(a|b)*", "a?", "b+"])
                          for _ in range(rng.randint(1, 5)))
        text = "".join(rng.choices("ab", k=rng.randrange(7)))
        agreed += (text in parse(pattern)) == bool(re.fullmatch(pattern, text))
    print("random:", agreed, Then.derive.cache_info().currsize > 0)

    for rows in (["1...", "..3.", ".4..", "...2"], ["....", "....", "....", "...."],
                 ["11..", "....", "....", "...."]):
        solution, solver = sudoku(rows)
        print(solution, solver.forced, solver.guesses, len(solver.clauses))
    hits = 0
    for n in (3, 4, 5):
        clauses = [frozenset(rng.choice((1, -1)) * v
                             for v in rng.sample(range(1, 7), 3))
                   for _ in range(n * 8)]
        model = Solver(clauses).solve()
        brute = any(check(dict(enumerate(bits, 1)), clauses)
                    for bits in itertools.product((False, True), repeat=6))
        hits += (model is not None) == brute
        print(n, model and sorted(k for k, v in model.items() if v), brute)
    pigeons = [[p * 3 + h + 1 for h in range(3)] for p in range(4)] + [
        [-(p * 3 + h + 1), -(q * 3 + h + 1)] for h in range(3)
        for p, q in itertools.combinations(range(4), 2)]
    solver = Solver(pigeons)
    print(hits, solver.solve(), solver.guesses, solver.forced)


if __name__ == "__main__":
    main()
