def log(x):
    print(x, end=" ")
    return x
def f(*args, **kwargs): return len(args) + len(kwargs)
print(f(log(1), *[log(2)], log(3), k=log(4), **{"z": log(5)}))
d = {log("k1"): log("v1"), log("k2"): log("v2")}
[log(0), log(1)][log(0)]
log("a") if log(False) else log("b")
x = log(1) < log(2) < log(0) < log(9)
print(x)
a = [0, 0]
a[log(0)], a[log(1)] = log("r0"), log("r1")
print(a)
