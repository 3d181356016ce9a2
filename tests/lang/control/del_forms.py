a = [1, 2, 3, 4]
d = {"x": 1, "y": 2}
class C: attr = 1
c = C(); c.own = 2
del a[0], d["x"], c.own
print(a, d, c.__dict__)
b = e = f = 0
del (b, [e]), f
print([n for n in ("b", "e", "f") if n in globals()])
del a[1:], C.attr
print(a, hasattr(c, "attr"))
for bad in ("a", "d", "c"):
    try:
        if bad == "a": del a[9]
        elif bad == "d": del d["zz"]
        else: del c.nope
    except (IndexError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
