from collections import Counter

c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), c.total())
print(sorted(c.elements()), Counter(a=3, b=-1), +Counter(a=3, b=-1))
c.update("aab")
c.subtract({"a": 2, "q": 1})
print(c, sorted(c.items()))
a, b = Counter(x=3, y=1), Counter(x=1, y=2, z=1)
print(a + b, a - b, a & b, a | b, a <= b, a == Counter(y=1, x=3))
a += b
print(a, -a)
del c["a"]
del c["not there"]
print("a" in c, c.copy() == c, Counter([1, 1, 2]).most_common())
print(Counter(w for w in ["x", "y", "x"]), Counter({"m": 2}), Counter())
try:
    Counter.fromkeys("ab")
except NotImplementedError as error:
    print(error)
