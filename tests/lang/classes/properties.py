class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees

    @property
    def degrees(self):
        """In degrees."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError("too cold")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("deleted")

    @property
    def fahrenheit(self):
        return self._degrees * 9 / 5 + 32

    @staticmethod
    def freezing():
        return 0

    @classmethod
    def boiling(cls):
        return cls(100)


c = Celsius(20)
c.degrees = 25
c.degrees += 5
print(c.degrees, c.fahrenheit, Celsius.freezing(), c.freezing())
print(Celsius.boiling().degrees, c.boiling().degrees, Celsius.degrees.__doc__)
del c.degrees
try:
    c.degrees = -300
except ValueError as error:
    print(error)
try:
    c.fahrenheit = 1
except AttributeError as error:
    print(error)


class Sub(Celsius):
    pass


print(type(Sub.boiling()).__name__, Sub(3).fahrenheit)
