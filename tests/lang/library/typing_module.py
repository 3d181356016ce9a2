# gc every: 256
from typing import (Any, Callable, ClassVar, Dict, Final, Generic, Iterable, List, Literal, NamedTuple, NewType, Optional,
                    Protocol, Tuple, Type, TypedDict, TypeVar, Union, cast, get_args, get_origin, get_type_hints,
                    overload, runtime_checkable, TYPE_CHECKING, Annotated)

T = TypeVar("T")
K = TypeVar("K", bound=int)
print(List[int], Dict[str, List[int]], Optional[int], Union[int, str], Union[int, int], Callable[[int], str], Tuple[int, ...])
print(T, K, Any, Literal["a", 1], Type[int], ClassVar[int], Final, Annotated[int, "x"])
print(get_origin(List[int]), get_args(Dict[str, int]), get_args(Callable[[int], str]), get_origin(Union[int, None]))


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


s = Stack[int]()
s.push(1)
print(s.items, Stack[int], Stack.__parameters__, Stack[str] == Stack[str])


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None:
        ...


class Door:
    def close(self):
        pass


print(isinstance(Door(), Closes), isinstance(1, Closes))


class Emp(NamedTuple):
    name: str
    id: int = 3


print(Emp("a"), Emp("b", 4)._asdict(), Emp.__annotations__, Emp._field_defaults)


class Movie(TypedDict, total=False):
    title: str
    year: int


print(Movie(title="x"), Movie.__annotations__, Movie.__total__)


def f(a: int, b: "str" = "x", *c: float) -> Optional[bool]:
    ...


print(get_type_hints(f), cast(int, "x"), TYPE_CHECKING)
U = NewType("U", int)
print(U(5), U.__name__, U.__supertype__)


@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x):
    return x


print(g(1), List[T][int], Dict[str, T][int])
for wrong in (lambda: List[int, str], lambda: Stack[int, int], lambda: isinstance([], List[int]), lambda: Any()):
    try:
        wrong()
    except TypeError as error:
        print(error)
