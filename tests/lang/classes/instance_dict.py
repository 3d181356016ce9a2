class A: pass
a = A(); a.__dict__ = {"q": 1}; print(a.q)
d = a.__dict__; d["z"] = 2; print(a.z)
try: a.__dict__ = 5
except TypeError as e: print(e)
del a.__dict__
print(a.__dict__)
a.__dict__["x"] = 1; print(a.x, vars(a) is a.__dict__)
