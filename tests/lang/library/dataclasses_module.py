# gc every: 256
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, InitVar, is_dataclass, KW_ONLY, make_dataclass
from typing import ClassVar, List


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    count: ClassVar[int] = 7


p = Point(1)
print(p, p == Point(1, 0), p == Point(2), Point(1, 2, ["a"]), p.count, [f.name for f in fields(p)])
print(asdict(Point(1, 2, ["q"])), astuple(p), replace(p, y=5), is_dataclass(Point), Point.__match_args__)
p.tags.append(1)
print(p, Point(0).tags)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = field(default=0, compare=True, repr=False)

    def bump(self):
        return Version(self.major + 1)


v = Version(1, 2)
print(v, v < Version(1, 3), sorted([Version(2), Version(1)]), hash(v) == hash(Version(1, 2)), v.bump())
try:
    v.major = 2
except FrozenInstanceError as error:
    print("frozen", error)


@dataclass
class Child(Point):
    z: float = 1.5
    scale: InitVar[int] = 2
    total: int = field(init=False)

    def __post_init__(self, scale):
        self.total = (self.x + self.y) * scale


print(Child(1, 2), Child(1, 2, scale=10).total)


@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 2


print(K(1, b=3))
for wrong in (lambda: Point(), lambda: K(1, 2), lambda: Point(1, 2, 3, 4)):
    try:
        wrong()
    except TypeError as error:
        print(error)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as error:
    print(error)


@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 1


s = Slotted(1)
print(s, Slotted.__slots__)
try:
    s.c = 1
except AttributeError as error:
    print(error)
match Point(3, 4):
    case Point(x, y):
        print("match", x, y)
C = make_dataclass("C", [("x", int), ("y", int, 5)])
print(C(1), Point.__doc__)
