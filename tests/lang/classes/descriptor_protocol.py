class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner):
        if obj is None: return f"descriptor of {owner.__name__}"
        return getattr(obj, self.name, None)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError(f"{self.name[1:]} wants {self.kind.__name__}")
        setattr(obj, self.name, value)
class NonData:
    def __get__(self, obj, owner): return "non-data"
class P:
    age = Typed(int)
    note = NonData()
p = P()
p.age = 5
print(p.age, P.age, p.note, p.__dict__)
p.__dict__["note"] = "own"; p.__dict__["age"] = "hidden"
print(p.note, p.age)
try:
    p.age = "x"
except TypeError as error:
    print(error)
