d = {}
for k in "edcba":
    d[k] = ord(k)
print(list(d))
d["c"] = 0; print(list(d))
del d["d"]; d["d"] = 1; print(list(d))
print(list(reversed(d)), list(reversed(d.items()))[0], next(iter(d)))
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2):
    del big[i]
print(len(big), list(big)[:3], big[999], list(big)[-1])
