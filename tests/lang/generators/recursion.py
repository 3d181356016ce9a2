def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield f"{a}>{b}"
        yield from hanoi(n - 1, c, b, a)
print(*hanoi(3, "A", "B", "C"))
def deep(n):
    if n:
        yield from deep(n - 1)
    yield n
print(sum(deep(200)))
