class Named:
    def __init__(self, name, **rest):
        super().__init__(**rest)
        self.name = name
class Aged:
    def __init__(self, age, **rest):
        super().__init__(**rest)
        self.age = age
class Show:
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"
class Person(Show, Named, Aged):
    def __init__(self, **all): super().__init__(**all)
print(Person(name="ann", age=3), [c.__name__ for c in Person.__mro__])
