from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def lower(self):
        return self.name.lower()


print(Color.RED, repr(Color.GREEN), Color(3), Color["BLUE"], Color.CRIMSON is Color.RED, list(Color), len(Color))
print(Color.RED.name, Color.RED.value, Color.RED.lower(), Color.RED == 1, Color.RED in Color, Color.__members__)
try:
    Color(9)
except ValueError as error:
    print(error)
try:
    Color["NONE"]
except KeyError as error:
    print(error)
try:
    Color.RED = 5
except AttributeError as error:
    print(error)


class N(IntEnum):
    ONE = 1
    TWO = auto()


print(N.TWO + 1, N.TWO > N.ONE, N.TWO, sorted([N.TWO, N.ONE]), N(2).name, f"{N.ONE}", int(N.TWO))


class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(P.R | P.X, P.RW, P.R in P.RW, P.RW & P.W, ~P.R, bool(P.R & P.W), list(P.RW), P(5))


class I(IntFlag):
    A = 1
    B = 2


print(I.A | I.B, I.A | 8, repr(I(3)), I.A + 1)


class S(StrEnum):
    HELLO = auto()


print(S.HELLO, S.HELLO == "hello", S.HELLO.upper())
try:
    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.642, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return round(self.mass / self.radius, 3)


print(Planet.MARS.density, Planet.EARTH.value, hash(Color.RED) == hash(Color.RED), {Color.RED: 1})
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value)
match Color.RED:
    case Color.BLUE:
        print("blue")
    case Color.RED:
        print("red")
