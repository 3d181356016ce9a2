def count(start=0, step=1):
    while True:
        yield start
        start += step
def take(n, it):
    for x, _ in zip(it, range(n)):
        yield x
def primes():
    found = []
    for n in count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n
print(list(take(5, count(10, 5))), list(take(10, primes())))
