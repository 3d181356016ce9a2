class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        if spec == "eur":
            return f"{self.cents / 100:.2f} EUR"
        return f"<{spec}>"


m = Money(1234)
print(f"{m:eur} {m} {m:x y}", "{:eur}".format(m), format(m, "eur"), format(m))
try:
    format([], "5")
except TypeError as error:
    print(error)
print(f"{[]!s:>5}", f"{None!r:*^8}", format(None), format((1, 2)))
