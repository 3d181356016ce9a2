class M(type):
    def __new__(m, n, b, d):
        a = super().__new__(m, n, b, d)
        return super().__new__(m, n + "2", b, d)
class A(metaclass=M):
    def f(self): return __class__
