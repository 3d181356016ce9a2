class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        ns["made_by"] = mcls.__name__
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.options = kw
    def __call__(cls, *args):
        print("calling", cls.__name__)
        return super().__call__(*args)
    def __len__(cls): return 42
    @property
    def upper(cls): return cls.__name__.upper()
class A(metaclass=Meta, flag=1):
    def __init__(self, n): self.n = n
class B(A): pass
print(A(5).n, A.made_by, A.options, len(B), B.upper, type(B).__name__, isinstance(A, Meta))
