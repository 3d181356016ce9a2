def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


a = bytearray(b"abc")
alias = a
a.append(100)
a.extend(b"ef")
a.extend([103, 104])
a.extend(x for x in (105,))
a.extend(a)
print(a, len(a), alias is a)
a.insert(0, 65)
a.insert(-1, 66)
a.insert(100, 67)
print(a, a.pop(), a.pop(0), a.pop(-2), a)
a.remove(98)
a.reverse()
b = a.copy()
a.clear()
print(a, b, b == bytes(b), bytes(a), a.find(b"x"))
for i in range(200):
    a.append(i)
print(len(a), sum(a), a[10:13], a[-1], 199 in a)
show(a.append, 256)
show(a.append, "a")
show(a.remove, 250)
show(bytearray().pop)
show(b.pop, 100)
show(b.extend, 5)
show(b.extend, [300])
print(bytearray(3), bytearray(b"x") + b"y", b"y" + bytearray(b"x"), bytearray(b"aXb").split(b"X"))
print(bytearray("\u20ac", "utf-8").decode(), bytearray(b"Ab").upper(), bytearray.fromhex("0a"))
a[0] = 1
a[1:4] = b"zz"
del a[-100:]
print(a[:6], len(a))
