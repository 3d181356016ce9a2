a = b = c = []
a.append(1)
print(b, c is a)
x = y = 5
y += 1
print(x, y)
i = 0
i, items = 1, [0, 0]
i, items[i] = 0, "set"
print(i, items)
def f():
    print("once")
    return [1, 2]
(p, q), r = s = f(), 3
print(p, q, r, s)
a, b, c = c, 1, 2
print(a, b, c)
