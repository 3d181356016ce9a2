# pow() with a modulus asks the class of the first.


class I(int):
    def __repr__(self):
        return f"I({int(self)})"

    def __pow__(self, other, mod=None):
        if mod is None:
            return I(pow(int(self), int(other)))
        return I(pow(int(self), int(other), int(mod)))

    def __rpow__(self, other, mod=None):
        return "reflected"


class J(int):
    pass


print(pow(I(2), I(3), I(5)), pow(I(2), 3), pow(I(2), 3, 5))
print(pow(J(2), J(3), J(5)), pow(2, J(3), 5), pow(J(2), 3))
print(2 ** I(3), range(2**63 - 1).__len__())
