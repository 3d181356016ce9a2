# A class may be given keywords that the machinery uses itself.
class B:
    def __init_subclass__(cls, /, name=None, body=None, **k): print(cls.__name__, name, body, k)
class A(B, name="x", body=2, bases=3): pass
class M(type):
    def __new__(m, n, b, d, **k): print(k); return super().__new__(m, n, b, d)
    def __init__(s, *a, **k): pass
    @classmethod
    def __prepare__(m, n, b, **k): print("prep", k); return {}
class C(metaclass=M, cls=1, self=2, name=3, kwargs=4, metacls=5): pass
