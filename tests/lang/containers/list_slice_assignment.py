a = list(range(10))
a[2:5] = ["x"]; print(a)
a[1:1] = [100, 200]; print(a)
a[::3] = "abcd"; print(a)
a[:] = [1, 2, 3]; print(a)
a[5:] = [9]; print(a)
a[::-1] = [4, 3, 2, 1]; print(a)
del a[1:3]; print(a)
a = list(range(10)); del a[::2]; print(a); del a[-1]; print(a)
for bad in (lambda: a.__setitem__(slice(0, 4, 2), [1]), lambda: a.__setitem__(slice(0, 1), 5)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(error)
