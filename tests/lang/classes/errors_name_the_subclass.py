# What a builtin type cannot do is said of its subclass.
class D(dict):
    pass


class S(str):
    pass


class I(int):
    def __getitem__(self, i):
        return [1, 2][i]


def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


for f in (lambda: -S(), lambda: ~S(), lambda: sorted([None, I()]),
          lambda: I() < None, lambda: S() < 1, lambda: pow("s", I()),
          lambda: pow(None, S()), lambda: I() // S("a"), lambda: S() - 1,
          lambda: list(I()), lambda: str * [1], lambda: [1] * str,
          lambda: [1] * S(), lambda: "abc".replace(None, "x"),
          lambda: D() - 1, lambda: range(D())):
    attempt(f)
class R:
    def __repr__(self):
        return 2.5


attempt(lambda: str(R()))
attempt(lambda: repr(R()))
attempt(lambda: f"{R()}")
