def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(48, 36), gcd(17, 5), gcd(0, 9))
print(gcd(2**80 * 3, 2**75 * 9))
