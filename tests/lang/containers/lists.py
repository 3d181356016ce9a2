a = [3, 1, 2]
a.append(5)
a.extend([9, 8])
a.insert(0, 7)
print(a, len(a), a.index(5), a.count(9), a.pop(), a.pop(0), a)
a.remove(5)
a.sort()
print(a, a[::-1], a[1:3], a[-2:], 9 in a, a + [1], a * 2)
a[1:2] = [20, 30, 40]
print(a)
a[::2] = ["x"] * len(a[::2])
print(a)
del a[0], a[-1]
del a[1:]
print(a, [] == [], [1, 2] < [1, 3], [1] < [1, 0], [[1]] == [[1]])
b = a.copy()
b.clear()
print(a, b, list("abc"), list(range(4)), [*a, *"xy"])
a.reverse()
print(a, sorted([3, 1, 2], reverse=True), sorted("banana"))
