import math


def show(function, *args, **kwargs):
    try:
        print(function.__name__, repr(function(*args, **kwargs)))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


values = (0, 1, -1, 0.5, -0.5, 2, 10.25, -0.0, 1e308, -1e-320, 710, math.inf, -math.inf,
          math.nan, 10 ** 400, True)
for function in (math.acos, math.acosh, math.asin, math.asinh, math.atan, math.atanh,
                 math.ceil, math.cos, math.cosh, math.degrees, math.erf, math.erfc, math.exp,
                 math.expm1, math.fabs, math.floor, math.frexp, math.isfinite, math.isinf,
                 math.isnan, math.log, math.log10, math.log1p, math.log2, math.modf,
                 math.radians, math.sin, math.sinh, math.sqrt, math.tan, math.tanh,
                 math.trunc, math.ulp, math.cbrt, math.exp2):
    for value in values:
        show(function, value)
    show(function, "x")
pairs = ((1, 2), (-1, 0.5), (0, -1), (0, 0), (5.5, -2), (math.inf, 1), (1, math.inf),
         (math.nan, 1), (2, 1024), (-8, 1 / 3))
for function in (math.atan2, math.copysign, math.fmod, math.pow, math.remainder,
                 math.nextafter, math.hypot, math.log, math.isclose):
    for a, b in pairs:
        show(function, a, b)
for args in ((1, 10), (1.5, -3), (1, 2000), (1, -2000), (0.5, "x"), (math.inf, 5)):
    show(math.ldexp, *args)
for n in (0, 1, 5, 20, 100, -1, 2.0):
    show(math.factorial, n)
    show(math.isqrt, n)
for n, k in ((5, 2), (5, 0), (5, 6), (50, 25), (-1, 2), (3, -1), (10 ** 20, 3)):
    show(math.comb, n, k)
    show(math.perm, n, k)
print(math.perm(5), math.gcd(), math.gcd(12, -18), math.gcd(2 ** 80, 6 ** 40, 4), math.lcm(4, 6))
print(math.lcm(), math.lcm(0, 5), math.isqrt(10 ** 40 + 1), math.gcd(0, 0))
show(math.gcd, 1.5)
print(math.fsum([0.1] * 10), math.fsum([1e308, 1, -1e308]), math.fsum(x / 7 for x in range(50)))
show(math.fsum, [math.inf, -math.inf])
show(math.fsum, [math.inf, 1])
print(math.prod([1, 2, 3.5]), math.prod([], start=4), math.prod(range(1, 6)))
print(math.dist((1, 2), (4, 6)), math.dist([0.1] * 3, [0.7] * 3), math.hypot(), math.hypot(3, 4, 12))
print(math.hypot(1e308, 1e308 / 3), math.hypot(1e-310, 2e-310), math.hypot(0.1, 0.2, 0.3))
show(math.dist, (1,), (1, 2))
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12, abs_tol=1e-9))
print(math.pi, math.e, math.tau, math.inf, math.nan, math.log(8, 2), math.log(10 ** 500, 10))


class Rounding:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"


print(math.floor(Rounding()), math.ceil(Rounding()), math.trunc(Rounding()))
