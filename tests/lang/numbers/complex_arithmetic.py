# Arithmetic of complex numbers, with each other and with real ones.
values = [0j, 1j, -1j, 1 + 2j, -3.5 + 0.25j, 1e200 + 1e-200j, 2, -1, 0.5, True,
          10**20]
for a in values:
    for b in values:
        if not (isinstance(a, complex) or isinstance(b, complex)):
            continue
        print(a, b, a + b, a - b, a * b, a == b, a != b)
        for op in ("/", "**"):
            try:
                print(op, a / b if op == "/" else a ** b)
            except (ZeroDivisionError, OverflowError) as e:
                print(op, type(e).__name__, e)
print(-(1 + 2j), +(1 - 2j), abs(3 + 4j), bool(0j), bool(1e-300j), not 0j)
print((1 + 2j).conjugate(), (1 + 2j).real, (1 + 2j).imag, (5j).real)
print((-8) ** (1 / 3), (-1) ** 0.5, (-2.0) ** 0.5, (-1) ** 0.5j)
print((1 + 1j) ** 10, (1 + 1j) ** -3, (1 + 1j) ** 101, (2j) ** 2j, 2 ** 1j)
print((1 + 2j) ** 0, 0j ** 0, 0j ** 2, pow(1j, 2))
for bad in ("1j // 1", "1j % 1", "1j < 2j", "1j < 1", "1 >= 1j", "divmod(1j, 1)",
            "~1j", "1j + 'a'", "'a' + 1j", "1j + None", "[] * 1j", "1j & 1",
            "int(1j)", "float(1j)", "round(1j)", "abs(1e308 + 1e308j)",
            "pow(1j, 2, 3)", "0j ** -1", "0j ** 1j", "(1e300 + 0j) ** 3",
            "1j / 0", "sorted([2j, 1j])", "range(1j)"):
    try:
        print(bad, eval(bad))
    except Exception as e:
        print(bad, type(e).__name__, e)
x = 1 + 1j
x += 1
x -= 2j
x *= 2
x /= 4
x **= 2
print(x, sum([1j, 2, 3.5]), sum([], 0j))
print(hash(1 + 0j) == hash(1), hash(0.5 + 0j) == hash(0.5), hash(1j),
      hash(2 - 3j), hash(1.5 + 2.5j))
print({1: "a", 2j: "b"}[1 + 0j], (2 + 0j) in {2}, [1, 2j].index(2j))
print((1 + 0j) == 1 == True, (2**53 + 1) == complex(2**53), 1j == "a")
print((1j).__add__(1), (1).__add__(1j), (1j).__radd__(2), (1.0).__mul__(1j))


class C(complex):
    def __repr__(self):
        return "C" + super().__repr__()


c = C(1, 2)
print(c, repr(c), str(c), c + 1, type(c + c).__name__, c == 1 + 2j, c.real, -c)
