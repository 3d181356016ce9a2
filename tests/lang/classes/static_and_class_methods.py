class C:
    count = 0
    def __init__(self): type(self).bump()
    @classmethod
    def bump(cls): cls.count += 1
    @classmethod
    def make(cls, *args): return cls(*args)
    @staticmethod
    def add(a, b=1): return a + b
class D(C):
    count = 10
C(); D.make(); D()
print(C.count, D.count, C.add(1), D().add(1, 2), type(D.make()).__name__, D.count, C.bump.__self__ is C)
