a = 2 ** 200
b = 3 ** 100
print(a, b)
print(a + b, a - b, a * b)
print(a // b, a % b, divmod(-a, b))
print(a >> 150, a << 10, (a - 1) & (b + 7), a | b, a ^ b)
print(-a, abs(-a), ~a)
print(a == 2 ** 200, a < b, b <= a, hash(a) == hash(2 ** 200))
print(pow(3, 1000, 10 ** 9 + 7), pow(7, -1, 31))
print(10 ** 40 // 10 ** 20 == 10 ** 20)
print((10 ** 18) * (10 ** 18) - 10 ** 36)
print(int("123456789" * 5) % 1000007)
