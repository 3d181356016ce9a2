# What the compiler warns of.
x = 1
if x is 1: print("one")
if x is not "a": print("na")
print("\d")
print(b"\q")
assert (x, "msg")
try:
    (1)()
except TypeError as e: print(e)
try: "a"["b"]
except TypeError as e: print(e)
try: [1, 2][1, 2]
except TypeError as e: print(e)
try: 1[0]
except TypeError as e: print(e)
try: (1, 2)(3)
except TypeError as e: print(e)
print("\400")
