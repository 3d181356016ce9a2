def show(value):
    print(value, end=" ")
    return value


show(1) + show(2) * show(3)
print()
[show("a"), show("b")][show(0)]
print()
{show("k1"): show("v1"), show("k2"): show("v2")}
print()


def f(*args, **kwargs):
    pass


f(show(1), *[show(2)], k=show(3), **{"z": show(4)})
print()
d = {}
d[show("key")] = show("value")
print()
a = [0]
a[show(0)] += show(5)
print()
show(1) if show(0) else show(2)
print()
x, y = show("x"), show("y")
print()
