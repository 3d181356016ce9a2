# Classes of many bases, deep and wide, are made as fast as others; those whose
# instances look different do not take each other's place.


class Base:
    __slots__ = ("a",)


cls = Base
for i in range(60):
    cls = type(f"Chain{i}", (cls,), {})
print(len(cls.__mro__), cls.__base__.__name__)

left, right = type("L", (Base,), {}), type("R", (Base,), {})
for i in range(40):
    left, right = (type(f"L{i}", (left, right), {}),
                   type(f"R{i}", (left, right), {}))
print(len(left.__mro__), left.__base__.__name__, right.__base__.__name__)


class Other:
    __slots__ = ("b",)


for bases in (left, Other), (Other, left), (left, list), (list, Base):
    try:
        print(type("Both", bases, {}))
    except TypeError as error:
        print(error)


class Mixin:
    pass


class Listed(Mixin, list):
    pass


class Deeper(Listed, Mixin):
    pass


print(Deeper.__base__.__name__, Listed.__base__.__name__, Deeper([1]))


# What is deleted from a class is still room in its instances.
class Few:
    __slots__ = ("x0",)


class Many:
    __slots__ = tuple(f"x{i}" for i in range(40))


kept = {}
for of in Few, Many:
    for name in of.__slots__:
        kept[of, name] = vars(of)[name]
        delattr(of, name)
few = Few()
try:
    few.__class__ = Many
except TypeError as error:
    print(error)
for (of, name), member in kept.items():
    setattr(of, name, member)
few.x0 = 5
print(few.x0, hasattr(few, "x30"))

# A custom order asks for each class once.
class Meta(type):
    def mro(cls):
        return super().mro()


wide = Meta("Wide", (left,), {})
print(len(wide.__mro__), issubclass(wide, Base))

# Nothing, many times, is made at once.
print([] * 10 ** 15, () * 10 ** 15, 10 ** 15 * [], "" * 10 ** 15)
some = []
some *= 10 ** 15
print(some, [None] * 3, [0, 1] * 2, [1] * -1, (5,) * 3)
print(sum(range(200_000)), max(range(200_000)), min(range(200_000)),
      any(range(200_000)), all(range(1, 200_000)), sum(range(5, 0, -1)))
