# del of names, items, slices, attributes and nothing.
x = 1; del x
try: x
except NameError as e: print(e)
try: del x
except NameError as e: print(e)
def f():
    y = 1; del y
    try: y
    except UnboundLocalError as e: print(e)
    try: del y
    except UnboundLocalError as e: print(e)
    z = 1
    def g():
        nonlocal z
        del z
        try: z
        except NameError as e: print(e)
    g()
    try: z
    except NameError as e: print(e)
    global gg
    gg = 1
    del gg
    a = b = c = 1
    del a, (b, [c])
f()
l = [1,2,3,4,5,6]
del l[0], l[1:3], l[-1]
print(l)
l = list(range(10)); del l[::2]; print(l); del l[::-1]; print(l)
d = {1: 2, 3: 4}; del d[1]; print(d)
try: del d[9]
except KeyError as e: print(e)
try: del l[9]
except IndexError as e: print(e)
try: del (1,)[0]
except TypeError as e: print(e)
try: del "a"[0]
except TypeError as e: print(e)
b = bytearray(b"abcdef"); del b[1], b[::2]; print(b)
class A:
    x = 1
    def m(self): pass
    del x
a = A(); a.q = 1; del a.q
try: del a.q
except AttributeError as e: print(e)
del A.m
try: A.m
except AttributeError as e: print(e)
class K:
    def __delitem__(self, k): print("delitem", k)
k = K(); del k[1], k[1:2], k[1, 2], k[...], k[1:2, ::3]
del (), [], ()
for i in range(2): pass
del i
try: i
except NameError as e: print(e)
try: 1/0
except ZeroDivisionError as e: pass
try: e
except NameError as x: print(x)
import sys as s
del s
class L(list):
    def __delitem__(self, k): print("L", k); super().__delitem__(k)
q = L([1,2,3]); del q[0]; print(q)
