def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
def flatten(x): return [z for y in x for z in (flatten(y) if isinstance(y, list) else [y])]
def hanoi(n, a, b, c): return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
def ackermann(m, n): return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))
print(even(100), odd(7), depth(900), flatten([1, [2, [3, [4]], 5]]), hanoi(6, "a", "b", "c"), ackermann(2, 3))
