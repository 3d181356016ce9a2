# Unions of generics that have type variables, and subclasses of GenericAlias.
# gc every: 2048
import collections.abc
import types
import typing

T = typing.TypeVar("T")
K = typing.TypeVar("K")


def attempt(function):
    try:
        print(function())
    except TypeError as e:
        print("TypeError", e)


union = list[T] | dict[K, T] | None
print(union, union.__parameters__, (int | str).__parameters__)
attempt(lambda: union[int, str])
attempt(lambda: union[int])
attempt(lambda: (int | str)[int])
attempt(lambda: (float | list[T])[int])


class Alias(types.GenericAlias):
    def __new__(cls, origin, args):
        return super().__new__(cls, origin, args)


alias = Alias(list, (int,))
print(alias, alias.__args__, type(alias).__name__, alias == list[int])
print(alias | int, int | alias)
call = collections.abc.Callable[[int, T], str]
print(call, call.__args__, call[float], call.__parameters__)
print(call | None, isinstance(alias, types.GenericAlias))

# Type variables that stand for many, and unpacked tuples.
Ts = typing.TypeVarTuple("Ts")
many = tuple[int, *Ts]
print(many, many[str, float], many[()], tuple[*Ts, T][int, str, bytes])
print(tuple[*tuple[int, str], bytes], list[*tuple[T, ...]].__parameters__)
star = next(iter(tuple[int, str]))
print(star, star.__unpacked__, star == tuple[int, str], star[0:0] if 0 else "")
print(dict[str, T][*tuple[int]], tuple[list[T], *Ts][int, str])
for bad in (lambda: many[1:2] and list[int][str],
            lambda: tuple[T, K][int]):
    try:
        print(bad())
    except TypeError as e:
        print("TypeError", str(e).replace("types.", ""))


def collect(*args: *Ts) -> tuple[*Ts]:
    return args


print(typing.get_type_hints(collect), collect.__annotations__)
