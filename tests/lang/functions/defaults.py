def f(a, b=2, *, c=3, d):
    return a, b, c, d
print(f(1, d=4), f(1, 5, d=0), f(d=1, a=2), f(1, c=9, d=8))
def grow(x, bucket=[]):
    bucket.append(x)
    return bucket
print(grow(1), grow(2), grow(3, []), grow(4))
n = 5
def late(x=n):
    return x
n = 6
print(late(), f.__defaults__, f.__kwdefaults__, grow.__defaults__)
