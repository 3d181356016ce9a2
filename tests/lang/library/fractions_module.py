# gc every: 256
from fractions import Fraction
import numbers

a = Fraction(3, 4)
print(a, a + Fraction(1, 4), a * 2, a / 3, a ** 2, -a, a > Fraction(1, 2), float(a), int(Fraction(7, 2)), round(Fraction(7, 2)))
print(Fraction("1.25"), Fraction("3/6"), Fraction(0.5), Fraction(10, -4), repr(a), hash(Fraction(2)) == hash(2), a == 0.75)
print(Fraction(3.14159).limit_denominator(100), a.numerator, divmod(Fraction(7, 2), 1), a // 1, 1 - a, 2 ** Fraction(2))
print(isinstance(a, numbers.Rational), isinstance(1, numbers.Integral), isinstance(1.0, numbers.Real), isinstance(1, numbers.Rational))
try:
    Fraction(1, 0)
except ZeroDivisionError as error:
    print(error)
