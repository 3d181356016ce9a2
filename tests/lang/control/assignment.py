a = b = c = [1]
b.append(2)
print(a, c is a)
x = 5
x += 2
x -= 1
x *= 3
x //= 2
x **= 2
x %= 50
x <<= 2
x >>= 1
x |= 1
x &= 0xff
x ^= 3
print(x)
x /= 2
print(x)
items = [1, 2]
alias = items
items += [3]
items *= 2
print(alias)
d = {"k": [1]}
d["k"] += [2]
d["n"] = d.get("n", 0) + 1
print(d)
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)


class P:
    value = 1


p = P()
p.value += 1
print(p.value, P.value)
i, values = 0, [10, 20]
i, values[i] = 1, 99
print(i, values)
[a, [b, c]] = 1, (2, 3)
print(a, b, c)
n: int = 3
print(n)
assert n == 3, "message"
try:
    assert n == 4, "n is " + str(n)
except AssertionError as error:
    print(error)
