# complex(...) of everything.
class WithComplex:
    def __complex__(self):
        return 3 + 4j


class WithFloat:
    def __float__(self):
        return 2.5


class WithIndex:
    def __index__(self):
        return 7


class Bad:
    def __complex__(self):
        return 1.0


print(complex(), complex(1), complex(1.5, 2), complex(True, False))
print(complex(real=1, imag=2), complex(imag=3), complex(1j), complex(1j, 1j))
print(complex(1 + 1j, 2), complex(2, 1 + 1j), complex(1j, 2j), complex(10**20))
print(complex(-0.0, -0.0), complex(0, -0.0), complex(-0.0))
print(complex(WithComplex()), complex(WithFloat()), complex(WithIndex()))
print(complex(1, WithFloat()), complex(WithComplex(), WithIndex()))
for args in (("1", 2), (1, "2"), ([],), (1, []), (None,), (Bad(),), (b"1",),
             (10**400,), (1, 2, 3), (object(),)):
    try:
        print(complex(*args))
    except (TypeError, OverflowError, ValueError) as e:
        print(type(e).__name__, e)
print((1 + 2j).__complex__(), (1 + 2j).__getnewargs__(), (3 + 4j).__abs__())
print((1j).__bool__(), (1j).__neg__(), (1j).__eq__(1j), (1j).__lt__(1j))
print(isinstance(1j, complex), type(1j) is complex, issubclass(complex, object))
