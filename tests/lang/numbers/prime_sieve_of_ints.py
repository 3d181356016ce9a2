def is_prime(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


print([n for n in range(60) if is_prime(n)])
print(is_prime(7919), is_prime(7917), is_prime(2**31 - 1))
