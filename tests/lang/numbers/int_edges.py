# The seams between small and big ints.
for bits in (30, 31, 32, 46, 47, 48, 52, 53, 62, 63, 64, 65):
    n = 1 << bits
    print(bits, n, n - 1, -n, -n - 1, n * n, (n + 1) * (n - 1) == n * n - 1)
    print(n - n, n + n == 2 * n, (n * 3) // 3 == n, -n // n, n.bit_length())
