# // and % where the divisor is infinite or the remainder tiny.
inf = float("inf")
for a in (-1e-7, 1e-7, -1e22, 0.0, -0.0, 5, -5):
    for b in (inf, -inf, 3.0, -3.0):
        print(a // b, a % b, divmod(a, b))
