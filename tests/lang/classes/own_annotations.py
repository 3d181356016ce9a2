# gc every: 256
# Each class has annotations of its own.
class A: x: int
class B(A): pass
print(B.__annotations__, A.__annotations__)
B.__annotations__["y"] = str
print(B.__annotations__, A.__annotations__, "__annotations__" in vars(B))
import typing, dataclasses
@dataclasses.dataclass
class P:
    a: int
    b: str = "q"
@dataclasses.dataclass
class Q(P):
    c: float = 1.0
print(Q(1), typing.get_type_hints(Q))
try: int.__annotations__
except AttributeError as e: print(e)
print(B().__annotations__ if hasattr(B(), "__annotations__") else "no")
