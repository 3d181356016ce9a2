class Counter(dict):
    def __missing__(self, key):
        return 0
c = Counter()
for x in "abracadabra":
    c[x] += 1
print(dict(c), c["z"], c.get("z"), "z" in c, type(c).__name__)
