squares = (x * x for x in range(5))
print(next(squares), sum(squares), list(squares))
data = [1, 2, 3]
g = (x + len(data) for x in data)
data.append(4)
print(list(g))
print(sum(x for x in range(4)), max((len(w) for w in ["a", "bbb"]), default=0), "".join(c.upper() for c in "ab"))
print(list((a, b) for a in range(2) for b in range(a)), any(x > 2 for x in data), all(x for x in []))
n = 5
late = (n for _ in range(2))
n = 6
print(list(late))
try:
    bad = (x for x in 5)
except TypeError as error:
    print(error)
