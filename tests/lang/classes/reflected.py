class Num:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        return f"{other} radd {self.n}"

    def __rsub__(self, other):
        return f"{other} rsub {self.n}"

    def __rpow__(self, other):
        return f"{other} rpow {self.n}"

    def __eq__(self, other):
        print("eq", end=" ")
        return NotImplemented

    def __gt__(self, other):
        return f"gt {other}"


class Sub(Num):
    def __add__(self, other):
        return "sub add"

    def __radd__(self, other):
        return "sub radd"


print(1 + Num(2), 1.5 - Num(3), 2 ** Num(4), "s" + Num(1))
print(Num(1) == 1, Num(1) != 1, 5 < Num(1))
print(Num(1) == Num(1))
print(Sub(1) + 1, Num(1).__radd__(0))
try:
    Num(1) + 1
except TypeError as error:
    print(error)
print(sum([Num(3)], start=1))
