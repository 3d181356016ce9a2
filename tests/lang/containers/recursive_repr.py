a = [1]
a.append(a)
d = {"self": None}
d["self"] = d
t = ([],)
t[0].append(t)
print(a, d, t)
nested = []
for _ in range(50):
    nested = [nested]
print(repr(nested).count("["))
