class Typed:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name, None)

    def __set__(self, instance, value):
        if not isinstance(value, int):
            raise TypeError("int, please")
        setattr(instance, self.name, value)


class Row:
    width = Typed()


row = Row()
row.width = 4
print(row.width, row.__dict__, isinstance(Row.width, Typed))
try:
    row.width = "wide"
except TypeError as error:
    print(error)


class NonData:
    def __get__(self, instance, owner):
        return "from the descriptor"


class Holder:
    attr = NonData()


h = Holder()
print(h.attr)
h.__dict__["attr"] = "from the instance"
print(h.attr)
