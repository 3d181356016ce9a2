class Temp:
    def __init__(self): self._c = 0
    @property
    def c(self):
        "Degrees."
        return self._c
    @c.setter
    def c(self, value):
        if value < -273: raise ValueError("too cold")
        self._c = value
    @c.deleter
    def c(self):
        print("deleted")
        self._c = None
    f = property(lambda self: self._c * 9 / 5 + 32)
t = Temp()
t.c = 100
t.c += 5
print(t.c, t.f, Temp.c.__doc__, type(Temp.c).__name__)
del t.c
for bad in (lambda: setattr(t, "c", -300), lambda: setattr(t, "f", 1), lambda: delattr(t, "f")):
    try:
        bad()
    except (ValueError, AttributeError) as error:
        print(error)
