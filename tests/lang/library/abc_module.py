from abc import ABC, ABCMeta, abstractmethod, abstractproperty, abstractclassmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

    @property
    def name(self):
        return "square"


class Half(Shape):
    def area(self):
        return 0


print(Square(3).describe(), Shape.__abstractmethods__ == {"area", "name"})
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as error:
        print(error)


@Shape.register
class Other:
    pass


print(isinstance(Other(), Shape), issubclass(Other, Shape), issubclass(int, Shape), Shape in Other.__mro__)


class Sized(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Sized:
            return hasattr(other, "__len__")
        return NotImplemented


print(issubclass(list, Sized), issubclass(int, Sized), isinstance("x", Sized))
Sized.register(int)


class Old(ABC):
    p = abstractproperty(lambda self: 1)

    @abstractclassmethod
    def make(cls):
        ...


print(sorted(Old.__abstractmethods__))
try:
    Shape.register(5)
except TypeError as error:
    print(error)
try:
    Square.register(Shape)
except RuntimeError as error:
    print(error)
