a = b = [1]
a += [2]
a += "xy"
print(a, b, a is b)
a = a + [3]
print(a is b, len(a), len(b))
a *= 2
print(a)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error)
print(t)
