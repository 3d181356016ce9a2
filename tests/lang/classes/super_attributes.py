class A:
    def f(self):
        return "A"


class B(A):
    def f(self):
        s = super()
        return s.__thisclass__, s.__self_class__, s.__self__ is self, s.f()

    def deleted(self):
        del self
        return super().f


class C(B):
    pass


print(C().f())
try:
    C().deleted()
except RuntimeError as e:
    print(e)
try:
    super(B, C()).missing
except AttributeError as e:
    print(e)
