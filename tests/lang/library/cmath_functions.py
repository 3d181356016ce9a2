# Module cmath: values, cuts, infinities, arguments.
import cmath

NUMBERS = [0.0, -0.0, 0.5, -2.0, 1.0, -1.0, 1e-320, 1e200, 709.9, 710.3,
           float("inf"), -float("inf"), float("nan")]


class Complex:
    def __complex__(self):
        return 1 + 2j


class Float:
    def __float__(self):
        return 2.5


class Index:
    def __index__(self):
        return 3


class Wrong:
    def __complex__(self):
        return "no number"


class Own(complex):
    pass


class OwnComplex(complex):
    def __complex__(self):
        return 5j


def show(function, *args, **kwargs):
    try:
        return repr(function(*args, **kwargs))
    except Exception as e:
        return f"{type(e).__name__} {e}"


for name in ("acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh",
             "exp", "log", "log10", "sin", "sinh", "sqrt", "tan", "tanh",
             "phase", "polar", "isfinite", "isinf", "isnan"):
    function = getattr(cmath, name)
    for real in NUMBERS:
        print(name, real, *[show(function, complex(real, imaginary))
                            for imaginary in NUMBERS])
    print(name, *[show(function, x) for x in (
        2, 2.5, True, 10**400, Complex(), Float(), Index(), Wrong(), Own(3j),
        OwnComplex(3j), "2", None, [], 2**60)])
for r in NUMBERS:
    print(r, *[show(cmath.rect, r, phi) for phi in NUMBERS])
print(show(cmath.rect, Float(), Index()), show(cmath.rect, 1j, 0))
for base in (2, 10, 1, 0, 1j, -1, "2", Complex(), float("inf")):
    print(*[show(cmath.log, z, base) for z in (8, 1, 1j, -8, 0, Float())])
print(show(cmath.log), show(cmath.log, 1, 2, 3), show(cmath.sqrt))
for a, b in ((1, 1 + 1e-10), (1j, 1j + 1e-8), (0, 1e-10), (float("inf"),) * 2,
             (float("nan"),) * 2, (float("inf"), 1), (Complex(), 1 + 2j)):
    print(cmath.isclose(a, b), cmath.isclose(a, b, abs_tol=1e-7),
          cmath.isclose(a, b, rel_tol=0.5))
print(show(cmath.isclose, 1, 2, rel_tol=-1), show(cmath.isclose, 1, "2"))
print(show(cmath.isclose, 1, 2, rel_tol="x"), show(cmath.isclose, 1, 2, 3))
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj,
      cmath.nanj)
print(abs(cmath.exp(1j * cmath.pi) + 1) < 1e-15, cmath.sqrt(-1))
