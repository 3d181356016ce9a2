x: int = 1
y: "str"
print(__annotations__)
class A:
    a: int
    b: str = "x"
print(A.__annotations__)
def f():
    z: int = 3
    q: undefined_name
    return 1
print(f(), f.__annotations__)
class B(A): pass
print(B.__annotations__, "__annotations__" in B.__dict__)
(p): int = 5
A.c: int = 4
[0][0]: str = "k"
print(__annotations__)
B.__annotations__ = {"n": 1}; print(B.__annotations__)
del B.__annotations__
del __annotations__
try: w: int = 5
except NameError as e: print(e)
