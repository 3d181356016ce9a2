# gc every: 1024
"""An object-relational mapper over tables in memory: a metaclass collects the
fields, descriptors check the values, managers build lazy queries."""
from __future__ import annotations

import contextlib
import copy
import itertools
import operator
import re
import weakref
from collections import OrderedDict, defaultdict
from typing import Any, Callable, ClassVar, Iterator, Mapping, Optional, Type


class OrmError(Exception):
    """The base of all of ours."""


class ValidationError(OrmError):
    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{k}: {v}" for k, v in errors.items()))
        self.errors = dict(errors)


class IntegrityError(OrmError):
    pass


class DoesNotExist(OrmError, LookupError):
    pass


class MultipleObjects(OrmError, LookupError):
    pass


UNSET = type("Unset", (), {"__repr__": lambda self: "UNSET",
                           "__bool__": lambda self: False})()


class Field:
    """A column; a data descriptor on instances, itself on the class."""

    _serial: ClassVar[Iterator[int]] = itertools.count()
    type: Optional[type] = None

    def __init__(self, *, default: Any = UNSET, null: bool = False,
                 unique: bool = False, choices: tuple = (),
                 check: Optional[Callable[[Any], bool]] = None) -> None:
        self.order = next(Field._serial)
        self.default, self.null, self.unique = default, null, unique
        self.choices, self.check = choices, check
        self.name = "?"

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.model = owner

    def __get__(self, instance: Any, owner: type = None) -> Any:
        if instance is None:
            return self
        try:
            return instance._values[self.name]
        except KeyError:
            raise AttributeError(
                f"{owner.__name__}.{self.name} has no value") from None

    def __set__(self, instance: Any, value: Any) -> None:
        value = self.clean(value)
        if instance._values.get(self.name, UNSET) != value:
            instance._dirty.add(self.name)
        instance._values[self.name] = value

    def __delete__(self, instance: Any) -> None:
        raise AttributeError(f"{self.name} cannot be deleted")

    def clean(self, value: Any) -> Any:
        if value is None:
            if not self.null:
                raise ValidationError({self.name: "may not be null"})
            return None
        value = self.convert(value)
        if self.choices and value not in self.choices:
            raise ValidationError({self.name: f"{value!r} is not one of "
                                   f"{', '.join(map(repr, self.choices))}"})
        if self.check is not None and not self.check(value):
            raise ValidationError({self.name: f"{value!r} fails its check"})
        return value

    def convert(self, value: Any) -> Any:
        if self.type is not None and not isinstance(value, self.type):
            raise ValidationError({
                self.name: f"{value!r} is no {self.type.__name__}"})
        return value

    def initial(self) -> Any:
        if self.default is UNSET:
            return UNSET
        if callable(self.default):
            return self.default()
        return copy.copy(self.default)

    # Comparisons make conditions.
    def _condition(self, op: str, value: Any) -> "Q":
        return Q(**{f"{self.name}__{op}": value})

    def __eq__(self, other: Any) -> "Q":        # type: ignore[override]
        return self._condition("eq", other)

    def __ne__(self, other: Any) -> "Q":        # type: ignore[override]
        return ~self._condition("eq", other)

    def __lt__(self, other): return self._condition("lt", other)
    def __le__(self, other): return self._condition("le", other)
    def __gt__(self, other): return self._condition("gt", other)
    def __ge__(self, other): return self._condition("ge", other)

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        flags = "".join(f" {flag}" for flag in ("null", "unique")
                        if getattr(self, flag))
        return f"<{type(self).__name__} {self.name}{flags}>"


class Integer(Field):
    type = int

    def convert(self, value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"[-+]?\d+", value):
            value = int(value)
        if isinstance(value, bool):
            raise ValidationError({self.name: "is a bool"})
        return super().convert(value)


class Text(Field):
    type = str

    def __init__(self, max_length: Optional[int] = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_length = max_length

    def convert(self, value: Any) -> str:
        value = super().convert(value)
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError({self.name: f"longer than {self.max_length}"})
        return value


class Json(Field):
    def convert(self, value: Any) -> Any:
        def walk(node: Any) -> None:
            match node:
                case None | bool() | int() | float() | str():
                    pass
                case list(items):
                    for item in items:
                        walk(item)
                case dict():
                    for key, item in node.items():
                        if not isinstance(key, str):
                            raise ValidationError({self.name: "bad key"})
                        walk(item)
                case _:
                    raise ValidationError({self.name: f"cannot hold {node!r}"})
        walk(value)
        return copy.deepcopy(value)


class ForeignKey(Field):
    def __init__(self, to: str, related: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.to, self.related = to, related

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        key = instance._values.get(self.name)
        return None if key is None else self.target.objects.get(id=key)

    @property
    def target(self) -> "Type[Model]":
        return ModelMeta.registry[self.to]

    def convert(self, value: Any) -> int:
        if isinstance(value, self.target):
            if value.id is None:
                raise ValidationError({self.name: "is not saved"})
            value = value.id
        return value


class Related:
    """The other end of a foreign key."""

    def __init__(self, model: type, field: ForeignKey) -> None:
        self.model, self.field = weakref.ref(model), field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return self.model().objects.filter(**{self.field.name: instance.id})


class ModelMeta(type):
    registry: "OrderedDict[str, Type[Model]]" = OrderedDict()

    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        namespace = super().__prepare__(name, bases, **kwargs)
        return OrderedDict(namespace)

    def __new__(mcs, name, bases, namespace, *, abstract=False, table=None):
        fields = {}
        for base in reversed(bases):
            fields.update(getattr(base, "_fields", {}))
        own = sorted((f for f in namespace.items() if isinstance(f[1], Field)),
                     key=lambda item: item[1].order)
        fields.update(own)
        namespace.setdefault("__slots__", ())
        cls = super().__new__(mcs, name, bases, dict(namespace))
        cls._fields = fields
        cls._abstract = abstract
        return cls

    def __init__(cls, name, bases, namespace, *, abstract=False, table=None):
        super().__init__(name, bases, namespace)
        if abstract:
            return
        cls._table = Table(table or re.sub(r"(?<=[a-z])(?=[A-Z])", "_",
                                           name).lower() + "s")
        cls.objects = Query(cls)
        mro_errors = {"DoesNotExist": DoesNotExist,
                      "MultipleObjects": MultipleObjects}
        for error, base in mro_errors.items():
            setattr(cls, error, type(error, (base,), {
                "__module__": cls.__module__,
                "__qualname__": f"{name}.{error}"}))
        mcs = type(cls)
        mcs.registry[name] = cls
        for field in cls._fields.values():
            if isinstance(field, ForeignKey) and field.related:
                setattr(field.target, field.related, Related(cls, field))

    def __call__(cls, *args, **kwargs):
        if cls._abstract:
            raise TypeError(f"{cls.__name__} is abstract")
        return super().__call__(*args, **kwargs)

    def __len__(cls) -> int:
        return len(cls._table.rows)

    def __bool__(cls) -> bool:
        return True

    def __iter__(cls):
        return iter(cls.objects)

    def __contains__(cls, instance) -> bool:
        return isinstance(instance, cls) and instance.id in cls._table.rows

    def __repr__(cls) -> str:
        return f"<model {cls.__name__}({', '.join(cls._fields)})>"


class Table:
    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: dict[int, dict[str, Any]] = {}
        self.ids = itertools.count(1)
        self.statistics = defaultdict(int)

    def snapshot(self) -> dict[int, dict[str, Any]]:
        return {k: dict(row) for k, row in self.rows.items()}


@contextlib.contextmanager
def transaction():
    saved = {m: m._table.snapshot() for m in ModelMeta.registry.values()}
    try:
        yield
    except BaseException:
        for model, rows in saved.items():
            model._table.rows = rows
        raise


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq, "lt": operator.lt, "le": operator.le,
    "gt": operator.gt, "ge": operator.ge,
    "in": lambda a, b: a in b,
    "contains": lambda a, b: b in a,
    "startswith": str.startswith,
    "regex": lambda a, b: re.search(b, a) is not None,
    "isnull": lambda a, b: (a is None) == b,
    "range": lambda a, b: b[0] <= a <= b[1],
}


class Q:
    """A condition; conditions combine with &, | and ~."""

    def __init__(self, **conditions: Any) -> None:
        self.parts: list[Any] = list(conditions.items())
        self.joined, self.negated = "and", False

    def _join(self, other: "Q", how: str) -> "Q":
        out = Q()
        out.parts, out.joined = [self, other], how
        return out

    def __and__(self, other): return self._join(other, "and")
    def __or__(self, other): return self._join(other, "or")

    def __invert__(self) -> "Q":
        out = copy.copy(self)
        out.negated = not self.negated
        return out

    def __bool__(self) -> bool:
        raise TypeError("a condition has no truth; use & | ~")

    def matches(self, model: "Type[Model]", row: Mapping[str, Any]) -> bool:
        how = all if self.joined == "and" else any
        found = how(part.matches(model, row) if isinstance(part, Q)
                    else self._test(model, row, *part) for part in self.parts)
        return found != self.negated

    def _test(self, model, row, path: str, wanted: Any) -> bool:
        name, *rest = path.split("__")
        if name not in model._fields:
            raise OrmError(f"{model.__name__} has no field {name!r}")
        value, field = row.get(name), model._fields[name]
        if rest and isinstance(field, ForeignKey) and rest[0] not in OPERATORS:
            if value is None:
                return False
            target = field.target
            return self._test(target, target._table.rows[value],
                              "__".join(rest), wanted)
        if isinstance(wanted, Model):
            wanted = wanted.id
        op = rest[0] if rest else "eq"
        if op not in OPERATORS:
            raise OrmError(f"no operator {op!r}")
        if value is None and op not in ("eq", "isnull", "in"):
            return False
        return OPERATORS[op](value, wanted)

    def __str__(self) -> str:
        parts = [str(p) if isinstance(p, Q) else
                 "{} {} {!r}".format(*(*p[0].split("__"), "eq")[:2], p[1])
                 for p in self.parts]
        text = f" {self.joined} ".join(parts)
        if len(parts) != 1:
            text = f"({text})"
        return f"not {text}" if self.negated else text


class Query:
    """Lazy and chainable; evaluated once, when it is looked at."""

    def __init__(self, model: "Type[Model]") -> None:
        self.model = model
        self.conditions: tuple[Q, ...] = ()
        self.order: tuple[str, ...] = ()
        self.window = slice(None)
        self._result: Optional[list] = None

    def _clone(self, **changes: Any) -> "Query":
        out = type(self)(self.model)
        vars(out).update(vars(self), _result=None, **changes)
        return out

    def filter(self, *conditions: Q, **lookups: Any) -> "Query":
        new = [*conditions, *([Q(**lookups)] if lookups else [])]
        return self._clone(conditions=(*self.conditions, *new))

    def exclude(self, *conditions: Q, **lookups: Any) -> "Query":
        new = [*conditions, *([Q(**lookups)] if lookups else [])]
        return self._clone(conditions=(*self.conditions, *(~q for q in new)))

    def order_by(self, *names: str) -> "Query":
        return self._clone(order=names)

    def _rows(self) -> Iterator[dict[str, Any]]:
        self.model._table.statistics["scans"] += 1
        for row in self.model._table.rows.values():
            if all(q.matches(self.model, row) for q in self.conditions):
                yield row

    def _fetch(self) -> list:
        if self._result is None:
            rows = list(self._rows())
            for name in reversed(self.order):
                key = name.lstrip("-")
                rows.sort(key=lambda r: (r[key] is None, r[key]),
                          reverse=name.startswith("-"))
            self._result = [self.model._from_row(r) for r in rows[self.window]]
        return self._result

    def __iter__(self): return iter(self._fetch())
    def __len__(self): return len(self._fetch())
    def __bool__(self): return next(self._rows(), None) is not None

    def __getitem__(self, key):
        if isinstance(key, slice) and self._result is None:
            return self._clone(window=key)
        return self._fetch()[key]

    def __or__(self, other: "Query") -> "Query":
        def whole(query):
            out = Q()
            out.parts = list(query.conditions)
            return out
        return self._clone(conditions=(whole(self) | whole(other),))

    def get(self, *conditions: Q, **lookups: Any) -> "Model":
        found = list(self.filter(*conditions, **lookups))
        if len(found) == 1:
            return found[0]
        error = (self.model.MultipleObjects if found
                 else self.model.DoesNotExist)
        raise error(f"{len(found)} {self.model._table.name} "
                    f"where {' and '.join(map(str, (*conditions, Q(**lookups))))}")

    def first(self): return next(iter(self), None)
    def count(self) -> int: return sum(1 for _ in self._rows())

    def values(self, *names: str) -> list[tuple]:
        get = operator.itemgetter(*names)
        return [get(obj._values) for obj in self]

    def create(self, **values: Any) -> "Model":
        return self.model(**values).save()

    def update(self, **values: Any) -> int:
        count = 0
        for obj in self:
            for name, value in values.items():
                setattr(obj, name, value(obj) if callable(value) else value)
            obj.save()
            count += 1
        return count

    def delete(self) -> int:
        gone = [obj.id for obj in self]
        for key in gone:
            del self.model._table.rows[key]
        return len(gone)

    def aggregate(self, **functions: tuple[Callable, str]) -> dict[str, Any]:
        columns = {name: [r[name] for r in self._rows() if r[name] is not None]
                   for _, name in functions.values()}
        return {out: f(columns[name]) for out, (f, name) in functions.items()}

    def group_by(self, name: str) -> dict[Any, int]:
        out: dict[Any, int] = defaultdict(int)
        for row in self._rows():
            out[row[name]] += 1
        return dict(sorted(out.items(), key=lambda kv: (-kv[1], str(kv[0]))))

    def __repr__(self) -> str:
        where = " and ".join(map(str, self.conditions))
        return (f"<Query {self.model._table.name}"
                + f" where {where}" * bool(where)
                + f" by {','.join(self.order)}" * bool(self.order) + ">")


class Model(metaclass=ModelMeta, abstract=True):
    __slots__ = ("_values", "_dirty", "__weakref__")
    id = Integer(null=True, default=None)

    def __init__(self, **values: Any) -> None:
        object.__setattr__(self, "_values", {})
        object.__setattr__(self, "_dirty", set())
        errors = {}
        for name, field in self._fields.items():
            value = values.pop(name, UNSET)
            if value is UNSET:
                value = field.initial()
            if value is UNSET:
                if not field.null:
                    errors[name] = "is needed"
                    continue
                value = None
            try:
                setattr(self, name, value)
            except ValidationError as error:
                errors |= error.errors
        if errors:
            raise ValidationError(errors)
        if values:
            raise TypeError(f"{type(self).__name__} has no field "
                            + ", ".join(sorted(values)))

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._fields:
            raise AttributeError(f"{type(self).__name__} has no field {name!r}")
        super().__setattr__(name, value)

    @classmethod
    def _from_row(cls, row: Mapping[str, Any]) -> "Model":
        self = cls.__new__(cls)
        object.__setattr__(self, "_values", dict(row))
        object.__setattr__(self, "_dirty", set())
        return self

    def save(self) -> "Model":
        table = self._table
        for name, field in self._fields.items():
            if field.unique and any(
                    row[name] == self._values[name] and row["id"] != self.id
                    for row in table.rows.values()):
                raise IntegrityError(
                    f"{table.name}.{name} {self._values[name]!r} is taken")
        if self.id is None:
            self.id = next(table.ids)
            table.statistics["inserts"] += 1
        elif self._dirty:
            table.statistics["updates"] += 1
        table.rows[self.id] = dict(self._values)
        self._dirty.clear()
        return self

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.id == other.id

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.id))

    def __repr__(self) -> str:
        shown = ", ".join(f"{k}={v!r}" for k, v in self._values.items())
        return f"{type(self).__name__}({shown})" + "*" * bool(self._dirty)


class Author(Model):
    name = Text(max_length=20, unique=True)
    born = Integer(null=True, check=lambda y: 0 < y < 2100)


class Book(Model, table="library"):
    title = Text()
    author = ForeignKey("Author", related="books")
    year = Integer(default=1900)
    genre = Text(choices=("novel", "play", "poem"), default="novel")
    tags = Json(default=list)

    @property
    def label(self) -> str:
        return f"{self.title} ({self.author.name}, {self.year})"


class Audible(Model, abstract=True):
    minutes = Integer(default=60)


class AudioBook(Book, Audible):
    voice = Text(null=True)


def attempt(f: Callable[[], Any]) -> None:
    try:
        print("=>", f())
    except Exception as error:
        bases = [c.__name__ for c in type(error).__mro__[1:-3]]
        print(f"{type(error).__qualname__}: {error} {bases}")


def main() -> None:
    print(Author, Book, AudioBook, list(ModelMeta.registry), sep="\n")
    print(Book._table.name, AudioBook._table.name, Book.title, Author.name,
          Book.author.target, Book.year.order < Book.genre.order)
    people = [Author.objects.create(name=n, born=b) for n, b in (
        ("Austen", 1775), ("Shakespeare", "1564"), ("Anonymous", None),
        ("Woolf", 1882), ("Brecht", 1898))]
    austen, shakespeare, anonymous, woolf, brecht = people
    for title, author, year, genre in (
            ("Emma", austen, 1815, "novel"), ("Persuasion", austen, 1817, "novel"),
            ("Hamlet", shakespeare, 1603, "play"), ("Sonnets", 2, 1609, "poem"),
            ("Beowulf", anonymous, 1000, "poem"), ("Orlando", woolf, 1928, "novel"),
            ("The Waves", woolf.id, 1931, "novel"), ("Galileo", brecht, 1943, "play")):
        Book.objects.create(title=title, author=author, year=year, genre=genre,
                            tags=[genre[0], {"year": year}])
    print(len(Author), len(Book), bool(AudioBook), austen in Author,
          Author(name="New") in Author, austen in Book)

    q = Book.objects.filter(year__gt=1800).order_by("-year", "title")
    print(q, [b.title for b in q], len(q[:2]), q[0].label)
    print(Book.objects.filter(Book.year < 1700, genre="poem").values("title", "year"))
    print(Book.objects.filter((Book.genre == "play") | (Book.year >= 1930)))
    print([b.title for b in Book.objects.filter(
        (Book.genre == "play") | ~(Book.year <= 1930)).order_by("title")])
    print([b.title for b in Book.objects.exclude(author=austen)
           .filter(author__born__range=(1500, 1890)).order_by("year")])
    print([b.title for b in Book.objects.filter(title__regex="^.{4,6}$",
                                                author__name__in=["Austen", "Woolf", "Brecht"])])
    print([b.title for b in austen.books], woolf.books.count(),
          [a.name for a in Author.objects.filter(born__isnull=True)],
          [a.name for a in Author.objects.order_by("born")],
          Author.books.field)
    print(Book.objects.group_by("genre"), Book.objects.aggregate(
        first=(min, "year"), last=(max, "year"), n=(len, "title")))
    either = Book.objects.filter(genre="play") | Book.objects.filter(year=1000)
    print(sorted(b.title for b in either), bool(either), either)
    print(Book.objects.filter(year__lt=0).first(), not Book.objects.filter(year=3))

    print(Book.objects.filter(author=woolf).update(year=lambda b: b.year + 100))
    print(sorted(b.year for b in woolf.books), dict(Book._table.statistics)["updates"])
    emma = Book.objects.get(title="Emma")
    emma.tags.append("read")
    emma.year = "1816"
    print(emma, emma._dirty, Book.objects.get(title="Emma").year)
    emma.save()
    print(Book.objects.get(id=emma.id) == emma, hash(emma) == hash(emma),
          Book.objects.get(title="Emma").year, emma != austen)

    with contextlib.suppress(IntegrityError):
        with transaction():
            Author.objects.create(name="Joyce", born=1882)
            print(len(Author), Author.objects.filter(born__lt=1850).delete(), len(Author))
            Author.objects.create(name="Woolf")
    print(len(Author), Author.objects.filter(name="Joyce").first())

    audio = AudioBook.objects.create(title="Emma", author=austen, minutes=900)
    print(audio, isinstance(audio, Book), list(AudioBook._fields), len(AudioBook))

    attempt(lambda: Author(name="x" * 21, born=3000))
    attempt(lambda: Author())
    attempt(lambda: Author(name="A", age=3))
    attempt(lambda: Author(name=5, born=True))
    attempt(lambda: Book(title="T", author=Author(name="unsaved")))
    attempt(lambda: Book(title="T", author=1, genre="song"))
    attempt(lambda: Book(title="T", author=1, tags=[1, {"x": {2, 3}}]))
    attempt(lambda: Book(title="T", author=1, tags={1: 2}))
    attempt(lambda: Author.objects.create(name="Austen"))
    attempt(lambda: Author.objects.get(name="Nobody"))
    attempt(lambda: Book.objects.get(genre="novel"))
    attempt(lambda: Book.objects.get(Book.year > 1, title__startswith="Haml").id)
    attempt(lambda: list(Book.objects.filter(colour="red")))
    attempt(lambda: list(Book.objects.filter(year__near=1900)))
    attempt(lambda: bool(Book.year == 1))
    attempt(lambda: Model())
    attempt(lambda: Audible(minutes=3))
    attempt(lambda: delattr(emma, "year"))
    attempt(lambda: setattr(emma, "pages", 3))
    attempt(lambda: emma.pages)
    attempt(lambda: setattr(emma, "year", None))
    try:
        Author.objects.get(id=99)
    except (Book.DoesNotExist, Book.MultipleObjects):
        print("wrong class")
    except Author.DoesNotExist as error:
        print("right class", isinstance(error, LookupError), error)


if __name__ == "__main__":
    main()
