# gc every: 256
# A class without a text has None for one, not its base's.
class A: "doc of A"
class B(A): pass
print(B.__doc__, B().__doc__, "__doc__" in vars(B), A.__doc__)
B.__doc__ = "new"; print(B.__doc__, B().__doc__)
import inspect
print(inspect.getdoc(A), inspect.getdoc(B))
