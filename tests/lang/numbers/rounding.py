for value in (0.5, 1.5, 2.5, -0.5, 2.675, 1e20, -2.5):
    print(value, round(value))
print(round(2.675, 2), round(1234.5678, -2), round(1234, -2), round(1250, -2))
print(round(5), round(-7.5), round(3.14159, 3), round(0.1, 20))
import math
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5))
