def f(a: int, b: "text" = 1, *c: str, d: list = None, **e: dict) -> bool:
    x: int = 5
    y: undefined_name_is_fine
    return x
print(f(1), f.__annotations__)
z: int = 3
w: str
print(z, __annotations__)
class C:
    a: int
    b: str = "x"
print(C.__annotations__, C.b, hasattr(C, "a"))
