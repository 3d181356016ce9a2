def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return "ended"


g = count(3)
print(next(g), list(g), next(g, "none"), list(count(0)))
print(sum(count(5)), max(count(4)), dict(zip("ab", count(9))), [*count(3)])
a, b, *c = count(5)
print(a, b, c, 3 in count(10), tuple(x * x for x in count(4)))
g = count(1)
next(g)
try:
    next(g)
except StopIteration as stop:
    print(stop.value)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


for n in fibonacci():
    if n > 50:
        break
    print(n, end=" ")
print()
print(iter(g) is g, type(g).__name__)
