# Powers of long exponents to long moduli.
def show(*args):
    power = pow(*args)
    print(hash(power), power % 1000003, type(power))


n = (1 << 3000) - 1
e = 3 ** 1500
for modulus in (n, -n, e + 1, -e, 1 << 2500):
    for base in (3, -3, 0, 1, n + 5, -e, True):
        show(base, e, modulus)
        show(base, 1 << 2047, modulus)


class Word(int):
    pass


show(Word(3), Word(e), Word(n))
show(3, -e, n * 7 + 2)
print(pow(2 ** 2000, e, 2 ** 4000), pow(5, e, -1), pow(5, e, 7))
print(pow(3, 5, 7 ** 9000), pow(3, 1 << 40, 7 ** 9000) % 1000003)
for base in (6, 7 ** 5000):
    try:
        print(pow(base, -e, 7 ** 9000) % 1000003)
    except ValueError as error:
        print(error)
try:
    pow(3, e, 0)
except ValueError as error:
    print(error)
