# += and *= change the bytearray itself.
b = bytearray(b"abc")
c = b
c += b"z"
c *= 2
print(c is b, b)


def grow(x):
    x += bytearray(b"!")


grow(b)
table = {"k": b}
table["k"] += b"?"
print(b, table["k"] is b)
for wrong in (5, "s", None):
    try:
        c += wrong
    except TypeError as error:
        print(error)
c *= 0
print(b, len(b))
for i in range(1000):
    c += b"xy"
print(len(b), b[:3])
t = b"ab"
u = t
u += bytearray(b"c")
print(t, u)
d = b"x" + c[:2]
print(type(d), type(c[:2] + b"x"))


class Sub(bytearray):
    pass


s = r = Sub(b"q")
s += b"r"
s *= 2
print(s is r, type(r).__name__, bytes(r))
