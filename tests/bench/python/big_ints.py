"""Integers of many words: digits of pi, a factorial, powers modulo a prime."""


def pi_digits(count):
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = q * 10, 10 * (r - n * t), \
                10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, \
                (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return digits


def factorial(n):
    product = 1
    for i in range(2, n + 1):
        product *= i
    return product


def main():
    digits = pi_digits(700)
    assert digits[:10] == [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    assert digits[690:] == [9, 6, 8, 9, 2, 5, 8, 9, 2, 3]
    whole = str(factorial(1_500))
    assert len(whole) == 4_115 and sum(map(int, whole)) == 16_749
    prime = (1 << 127) - 1
    for base in range(2, 120):
        assert pow(base, prime - 1, prime) == 1
    a, b = 0, 1
    for _ in range(12_000):
        a, b = b, a + b
    assert len(str(a)) == 2_508


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
