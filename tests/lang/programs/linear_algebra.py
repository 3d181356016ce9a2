# gc every: 1024
"""Exact linear algebra: vectors, matrices over any field, polynomials, modular
numbers, with all the operators."""
from __future__ import annotations

import functools
import itertools
import math
import numbers
import operator
from abc import ABCMeta, abstractmethod
from fractions import Fraction
from typing import Any, Callable, Generic, Iterable, Iterator, Sequence, TypeVar, overload

F = TypeVar("F")


class Mod(numbers.Number):
    """A number modulo a prime; the class of each modulus is made once."""

    __slots__ = ("n",)
    modulus: int
    _classes: dict[int, type["Mod"]] = {}

    def __class_getitem__(cls, modulus: int) -> type["Mod"]:
        if modulus < 2 or any(modulus % k == 0
                              for k in range(2, math.isqrt(modulus) + 1)):
            raise ValueError(f"{modulus} is not a prime")
        made = cls._classes.get(modulus)
        if made is None:
            made = type(f"Mod{modulus}", (cls,),
                        {"modulus": modulus, "__slots__": ()})
            cls._classes[modulus] = made
        return made

    def __init__(self, n: int = 0) -> None:
        if not hasattr(type(self), "modulus"):
            raise TypeError("Mod needs a modulus: Mod[p]")
        self.n = int(n) % self.modulus

    def _coerce(self, other: object) -> "Mod | None":
        if type(other) is type(self):
            return other
        if isinstance(other, int):
            return type(self)(other)
        return None

    def _binary(op: Callable[[int, int], int]):  # type: ignore[misc]
        def forward(self, other):
            if (value := self._coerce(other)) is None:
                return NotImplemented
            return type(self)(op(self.n, value.n))

        def backward(self, other):
            if (value := self._coerce(other)) is None:
                return NotImplemented
            return type(self)(op(value.n, self.n))

        forward.__name__ = f"__{op.__name__}__"
        backward.__name__ = f"__r{op.__name__}__"
        return forward, backward

    __add__, __radd__ = _binary(operator.add)
    __sub__, __rsub__ = _binary(operator.sub)
    __mul__, __rmul__ = _binary(operator.mul)
    del _binary

    def inverse(self) -> "Mod":
        if not self.n:
            raise ZeroDivisionError(f"0 has no inverse modulo {self.modulus}")
        return type(self)(pow(self.n, -1, self.modulus))

    def __truediv__(self, other):
        value = self._coerce(other)
        return NotImplemented if value is None else self * value.inverse()

    def __rtruediv__(self, other):
        value = self._coerce(other)
        return NotImplemented if value is None else value * self.inverse()

    def __pow__(self, k: int):
        return type(self)(pow(self.n, k, self.modulus))

    def __neg__(self):
        return type(self)(-self.n)

    def __eq__(self, other):
        value = self._coerce(other)
        return NotImplemented if value is None else self.n == value.n

    def __hash__(self):
        return hash((self.modulus, self.n))

    def __bool__(self):
        return self.n != 0

    def __int__(self):
        return self.n

    def __repr__(self):
        return f"{type(self).__name__}({self.n})"

    def __format__(self, spec):
        return format(self.n, spec)


class Vector(Sequence[F], Generic[F]):
    __slots__ = ("_items",)

    def __init__(self, items: Iterable[F]) -> None:
        self._items = tuple(items)

    @classmethod
    def of(cls, *items: F) -> "Vector[F]":
        return cls(items)

    @overload
    def __getitem__(self, i: int) -> F: ...
    @overload
    def __getitem__(self, i: slice) -> "Vector[F]": ...

    def __getitem__(self, i):
        if isinstance(i, slice):
            return type(self)(self._items[i])
        return self._items[i]

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and self._items == other._items

    def __hash__(self) -> int:
        return hash((Vector, self._items))

    def __repr__(self) -> str:
        return f"<{', '.join(map(str, self))}>"

    def _same(self, other: object) -> bool:
        if not isinstance(other, Vector):
            return False
        if len(self) != len(other):
            raise ValueError(f"lengths {len(self)} and {len(other)} differ")
        return True

    def __add__(self, other):
        return type(self)(map(operator.add, self, other)) if self._same(
            other) else NotImplemented

    def __sub__(self, other):
        return type(self)(map(operator.sub, self, other)) if self._same(
            other) else NotImplemented

    def __mul__(self, factor):
        if isinstance(factor, (Vector, Matrix)):
            return NotImplemented
        return type(self)(x * factor for x in self)

    __rmul__ = __mul__

    def __truediv__(self, factor):
        return type(self)(x / factor for x in self)

    def __neg__(self):
        return self * -1

    def __matmul__(self, other):
        if self._same(other):
            return functools.reduce(operator.add, map(operator.mul, self, other))
        return NotImplemented

    def __abs__(self):
        return math.sqrt(self @ self)

    def __bool__(self):
        return any(self)

    def __xor__(self, other):
        """The cross product, for lack of a better sign."""
        (a, b, c), (d, e, f) = self, other
        return type(self)((b * f - c * e, c * d - a * f, a * e - b * d))


class SingularError(ArithmeticError):
    def __init__(self, matrix: "Matrix", rank: int) -> None:
        super().__init__(matrix.shape, rank)
        self.matrix, self.rank = matrix, rank

    def __str__(self) -> str:
        return "matrix {0[0]}x{0[1]} has only rank {1}".format(*self.args)


class Matrix(Generic[F]):
    """Rows of vectors; never changes."""

    __match_args__ = ("rows",)

    def __init__(self, rows: Iterable[Iterable[F]]) -> None:
        self.rows = tuple(r if isinstance(r, Vector) else Vector(r) for r in rows)
        if len({len(r) for r in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, n: int, one: F = 1, zero: F = 0) -> "Matrix[F]":
        return cls([[one if i == j else zero for j in range(n)]
                    for i in range(n)])

    @classmethod
    def parse(cls, text: str, kind: Callable[[str], F] = Fraction) -> "Matrix[F]":
        return cls([map(kind, line.split()) for line in text.split(";")])

    @functools.cached_property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def T(self) -> "Matrix[F]":
        return type(self)(zip(*self.rows))

    def map(self, f: Callable[[F], Any]) -> "Matrix":
        return type(self)(map(f, row) for row in self.rows)

    def __iter__(self) -> Iterator[Vector[F]]:
        return iter(self.rows)

    def __getitem__(self, key):
        match key:
            case (int() as i, int() as j):
                return self.rows[i][j]
            case (slice() as rows, slice() as columns):
                return type(self)(row[columns] for row in self.rows[rows])
            case (slice() as rows, int() as j):
                return Vector(row[j] for row in self.rows[rows])
            case (int() as i, slice() as columns):
                return self.rows[i][columns]
            case int():
                return self.rows[key]
            case _:
                raise TypeError(f"bad index {key!r}")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Matrix):
            return self.rows == other.rows
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.rows)

    def __add__(self, other: "Matrix[F]") -> "Matrix[F]":
        self._check(other, "+")
        return type(self)(map(operator.add, self, other))

    def __sub__(self, other: "Matrix[F]") -> "Matrix[F]":
        self._check(other, "-")
        return type(self)(map(operator.sub, self, other))

    def __neg__(self):
        return self.map(operator.neg)

    def _check(self, other: "Matrix", op: str) -> None:
        if self.shape != other.shape:
            raise ValueError("{0[0]}x{0[1]} {2} {1[0]}x{1[1]}".format(
                self.shape, other.shape, op))

    def __mul__(self, other):
        if isinstance(other, Matrix):
            return NotImplemented
        return self.map(lambda x: x * other)

    __rmul__ = __mul__

    def __matmul__(self, other):
        match other:
            case Matrix(rows):
                if self.shape[1] != len(rows):
                    raise ValueError("{}x{} @ {}x{}".format(
                        *self.shape, *other.shape))
                columns = other.T.rows
                return type(self)([[row @ c for c in columns] for row in self])
            case Vector():
                return Vector(row @ other for row in self)
            case _:
                return NotImplemented

    def __rmatmul__(self, other):
        if isinstance(other, Vector):
            return Vector(other @ column for column in self.T)
        return NotImplemented

    def __pow__(self, n: int) -> "Matrix[F]":
        if n < 0:
            return self.inverse() ** -n
        result, square = type(self).identity(self.shape[0]), self
        while n:
            if n & 1:
                result = result @ square
            square, n = square @ square, n >> 1
        return result

    def __invert__(self) -> "Matrix[F]":
        return self.inverse()

    def echelon(self) -> tuple["Matrix[F]", list[int], Any]:
        """The reduced echelon form, the pivots' columns and the determinant's
        factor."""
        rows = [list(row) for row in self.rows]
        pivots: list[int] = []
        factor: Any = 1
        for column in range(self.shape[1]):
            at = len(pivots)
            found = next((i for i in range(at, len(rows)) if rows[i][column]),
                         None)
            if found is None:
                continue
            if found != at:
                rows[at], rows[found] = rows[found], rows[at]
                factor = -factor
            pivot = rows[at][column]
            factor = factor * pivot
            rows[at] = [x / pivot for x in rows[at]]
            for i, row in enumerate(rows):
                if i != at and (k := row[column]):
                    rows[i] = [x - k * y for x, y in zip(row, rows[at])]
            pivots.append(column)
            if len(pivots) == len(rows):
                break
        return type(self)(rows), pivots, factor

    @property
    def rank(self) -> int:
        return len(self.echelon()[1])

    def det(self) -> F:
        n, m = self.shape
        if n != m:
            raise ValueError("not square")
        _, pivots, factor = self.echelon()
        return factor if len(pivots) == n else factor * 0

    def inverse(self) -> "Matrix[F]":
        n = self.shape[0]
        one = self[0, 0] * 0 + 1
        wide = type(self)([*row, *unit] for row, unit in zip(
            self, type(self).identity(n, one, one * 0)))
        reduced, pivots, _ = wide.echelon()
        if pivots[:n] != list(range(n)):
            raise SingularError(self, self.rank)
        return reduced[:, n:]

    def solve(self, b: Vector[F]) -> tuple[Vector[F], list[Vector[F]]]:
        """One solution of self @ x == b, and a basis of the kernel."""
        wide = type(self)([*row, y] for row, y in zip(self, b))
        reduced, pivots, _ = wide.echelon()
        m = self.shape[1]
        if m in pivots:
            raise SingularError(self, len(pivots) - 1)
        zero = self[0, 0] * 0
        x = [zero] * m
        for row, p in zip(reduced, pivots):
            x[p] = row[m]
        kernel = []
        for free in sorted(set(range(m)) - set(pivots)):
            v = [zero] * m
            v[free] = zero + 1
            for row, p in zip(reduced, pivots):
                v[p] = -row[free]
            kernel.append(Vector(v))
        return Vector(x), kernel

    def characteristic(self) -> "Polynomial":
        """By Faddeev and LeVerrier."""
        n = self.shape[0]
        coefficients, m = [Fraction(1)], self.map(lambda x: x * 0)
        for k in range(1, n + 1):
            m = self @ m + coefficients[-1] * type(self).identity(n, Fraction(1))
            trace = sum((self @ m)[i, i] for i in range(n))
            coefficients.append(-trace / k)
        return Polynomial(reversed(coefficients))

    def __format__(self, spec: str) -> str:
        cells = [[format(x, spec) if spec else str(x) for x in row]
                 for row in self]
        widths = [max(map(len, column)) for column in zip(*cells)]
        return "\n".join(
            "[" + " ".join(map(str.rjust, row, widths)) + "]" for row in cells)

    __str__ = functools.partialmethod(__format__, "")

    def __repr__(self) -> str:
        return f"Matrix({'; '.join(' '.join(map(str, r)) for r in self)})"


class Polynomial:
    def __init__(self, coefficients: Iterable[Any]) -> None:
        items = list(coefficients)
        while items and not items[-1]:
            items.pop()
        self.coefficients = tuple(items)

    @property
    def degree(self) -> int:
        return len(self.coefficients) - 1

    def __call__(self, x):
        if isinstance(x, Matrix):
            n = x.shape[0]
            out = x.map(lambda v: v * 0)
            for c in reversed(self.coefficients):
                out = out @ x + c * Matrix.identity(n, Fraction(1))
            return out
        return functools.reduce(lambda acc, c: acc * x + c,
                                reversed(self.coefficients), x * 0)

    def __add__(self, other):
        return Polynomial(itertools.starmap(operator.add, itertools.zip_longest(
            self.coefficients, other.coefficients, fillvalue=0)))

    def __mul__(self, other):
        out = [0] * (self.degree + other.degree + 2)
        for (i, a), (j, b) in itertools.product(
                enumerate(self.coefficients), enumerate(other.coefficients)):
            out[i + j] += a * b
        return Polynomial(out)

    def __divmod__(self, other):
        rest, quotient = list(self.coefficients), []
        while len(rest) > other.degree:
            k = rest[-1] / other.coefficients[-1]
            quotient.append(k)
            for i, c in enumerate(other.coefficients):
                rest[len(rest) - len(other.coefficients) + i] -= k * c
            rest.pop()
        return Polynomial(reversed(quotient)), Polynomial(rest)

    def derivative(self) -> "Polynomial":
        return Polynomial(i * c for i, c in enumerate(self.coefficients) if i)

    def roots(self) -> Iterator[Fraction]:
        """The rational ones, of integer coefficients."""
        first, last = self.coefficients[0], self.coefficients[-1]
        if not first:
            yield Fraction(0)
            yield from Polynomial(self.coefficients[1:]).roots()
            return
        divisors = lambda n: [k for k in range(1, abs(int(n)) + 1) if n % k == 0]
        for p, q in itertools.product(divisors(first), divisors(last)):
            for x in {Fraction(p, q), Fraction(-p, q)}:
                if math.gcd(p, q) == 1 and self(x) == 0:
                    yield x

    def __eq__(self, other):
        return (isinstance(other, Polynomial)
                and self.coefficients == other.coefficients)

    def __str__(self) -> str:
        terms = []
        for power, c in reversed([*enumerate(self.coefficients)]):
            if not c:
                continue
            x = {0: "", 1: "x"}.get(power, f"x^{power}")
            size = "" if abs(c) == 1 and x else str(abs(c))
            terms.append((" - " if c < 0 else " + ") + size + x)
        text = "".join(terms) or " + 0"
        return ("-" if text[1] == "-" else "") + text[3:]


class Field(metaclass=ABCMeta):
    @abstractmethod
    def __add__(self, other): ...

    @abstractmethod
    def __truediv__(self, other): ...

    @classmethod
    def __subclasshook__(cls, other):
        if cls is Field:
            return all(any(name in base.__dict__ for base in other.__mro__)
                       for name in ("__add__", "__truediv__"))
        return NotImplemented


def attempt(what: str, f: Callable[[], Any]) -> None:
    try:
        print(f"{what}: {f()}")
    except (ArithmeticError, ValueError, TypeError) as error:
        print(f"{what}: {type(error).__name__}: {error}")


def main() -> None:
    a = Matrix.parse("2 1 0; 1 3 1/2; 0 1 4")
    b = Vector([Fraction(1), Fraction(2), Fraction(3)])
    print(a, a.shape, repr(a.T), a.det(), a.rank, sep="\n")
    print(~a, (~a @ a) == Matrix.identity(3), sep="\n")
    print(a @ b, b @ a, b @ b, b * 2, 2 * b - b / 3, -b, abs(b))
    x, kernel = a.solve(b)
    print("x =", x, kernel, a @ x == b)
    print(f"{a ** 5:>8.2f}" if False else a ** 5, a ** -2 @ a ** 2 == a ** 0,
          sep="\n")
    print(a[0, 1], a[1], a[:, 2], a[1, 1:], repr(a[:2, ::2]))
    p = a.characteristic()
    print(p, "|", p.derivative(), "|", p.degree, p(a) == a * 0)

    fibonacci = Matrix([[1, 1], [1, 0]])
    print((fibonacci ** 90)[0, 1], (fibonacci ** 300)[0, 1])
    hilbert = Matrix([[Fraction(1, i + j + 1) for j in range(6)]
                      for i in range(6)])
    print(hilbert.det(), max(map(max, hilbert.inverse())), sep="\n")
    print(f"{hilbert.map(float):.4f}"[:44])

    z7 = Mod[7]
    m = Matrix.parse("3 5 1; 2 6 4; 1 1 2", lambda s: z7(int(s)))
    print(m, m.det(), m.rank, sep="\n")
    attempt("inverse", lambda: repr(m.inverse()))
    k = Matrix.parse("1 2 3 4; 2 4 6 1; 0 0 0 5", lambda s: z7(int(s)))
    x, kernel = k.solve(Vector([z7(1), z7(2), z7(0)]))
    print(x, kernel, [k @ v for v in kernel])
    print(z7(3) + 5, 5 - z7(3), z7(3) / 4, 1 / z7(3), z7(3) ** 100, -z7(1),
          z7(8) == 1, z7(3) in {z7(10), 4}, f"{z7(6):03d}", int(z7(9)))
    print(Mod[7] is z7, Mod[11].__name__, z7.__mro__[1].__name__,
          z7.__add__.__name__, z7.__rsub__.__name__)

    attempt("prime", lambda: Mod[12])
    attempt("no modulus", lambda: Mod(3))
    attempt("zero", lambda: z7(1) / 7)
    attempt("mixed", lambda: z7(1) + Mod[5](1))
    attempt("mixed", lambda: z7(1) + 1.5)
    attempt("equal", lambda: z7(1) == Mod[5](1))
    attempt("singular", lambda: ~Matrix.parse("1 2; 2 4"))
    attempt("no solution",
            lambda: Matrix.parse("1 2; 2 4").solve(Vector.of(1, 3)))
    attempt("shapes", lambda: a + Matrix.parse("1 2"))
    attempt("shapes", lambda: a @ Matrix.parse("1 2"))
    attempt("ragged", lambda: Matrix([[1, 2], [3]]))
    attempt("index", lambda: a["x"])
    attempt("lengths", lambda: b + Vector.of(1))
    attempt("types", lambda: a @ 3)
    attempt("types", lambda: a * a)
    attempt("types", lambda: b + 1)
    attempt("not square", lambda: Matrix.parse("1 2").det())

    q = Polynomial([-6, 11, -6, 1])
    print(q, sorted(q.roots()), *map(str, divmod(q, Polynomial([-1, 1]))),
          sep=" | ")
    r = Polynomial([0, -3, 5, 2]) * Polynomial([1, 2])
    print(r, [str(x) for x in sorted(r.roots())], r + Polynomial([1]), sep=" | ")
    print(Polynomial([]), Polynomial([0, 0, -1]), Polynomial([Fraction(1, 2)]))
    i, j, l = map(Vector, ([1, 0, 0], [0, 1, 0], [0, 0, 1]))
    print(i ^ j == l, j ^ i, bool(i ^ i), i[:2], len(i), list(reversed(l)),
          l.index(1), l.count(0), 1 in l)
    print([issubclass(t, Field) for t in (int, Fraction, Mod, str, Vector)],
          isinstance(z7(1), numbers.Number), isinstance(1.5, Field))
    rotations = {Matrix(list(zip(*perm))) for perm in itertools.permutations(
        [(1, 0, 0), (0, 1, 0), (0, 0, 1)])}
    print(len(rotations), sorted(m.det() for m in rotations))


if __name__ == "__main__":
    main()
