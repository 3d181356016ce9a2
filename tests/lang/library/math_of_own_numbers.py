# gc every: 256
# Sums and distances of what is made a float by its own __float__.
import math
from decimal import Decimal


class Half:
    def __float__(self):
        return 0.5


print(math.fsum([Half(), 2, True]), math.fsum([Decimal("1.5"), 2]))
print(math.hypot(Half(), 2))
print(math.dist([Half(), 1], (2.5, Decimal(1))), math.prod([Half, 1][1:]))
for function, args in ((math.fsum, ([1, "x"],)), (math.fsum, (3,)),
                       (math.dist, ([1], ["a"])), (math.dist, ([1], [1, 2]))):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__, e)
