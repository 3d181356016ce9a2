# A class made by type() belongs to the module of the code that calls it.
import types


def make():
    return type("B", (object,), {"x": 1})


print(type("A", (), {}), make(), make().__module__)
print(types.new_class("C"), type("E", (), {"__module__": "elsewhere"}),
      type("F", (), {"__qualname__": "a.b"}))
for args in (("A", (), {"__qualname__": 1}), ("A", (), {"__classcell__": 1})):
    try:
        type(*args)
    except TypeError as e:
        print(e)
for name in ("__name__", "__qualname__"):
    try:
        setattr(make(), name, 1)
    except TypeError as e:
        print(e)
