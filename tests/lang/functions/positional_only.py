def f(a, b, /, c, *, d):
    return a, b, c, d
print(f(1, 2, 3, d=4), f(1, 2, c=3, d=4))
def g(name, /, **kwargs):
    return name, kwargs
print(g("x", name="y"))
for bad in (lambda: f(a=1, b=2, c=3, d=4), lambda: f(1, 2, 3, 4), lambda: f(1, 2), lambda: f(1, b=2, c=3, d=4)):
    try:
        bad()
    except TypeError as error:
        print(error)
