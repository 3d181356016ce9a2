# What a class is shown as when its names are assigned to, and deleted.
class Meta(type):
    "Meta's doc"


class Made(metaclass=Meta):
    "Made's doc"


class Plain:
    pass


Made.__doc__ = "new"
print(Made.__doc__, Made.__dict__["__doc__"])
Made.__module__ = "other"
print(Made, Made.__module__, repr(Made()).partition(" at ")[0])
Made.__qualname__, Made.__name__ = "Q", "N"
print(Made, Made.__name__)
del Made.__module__
print(Made, Made.__module__)
Plain.__module__ = 5
print(Plain, Plain.__module__)
Plain.__module__ = "builtins"
print(Plain)
type.__setattr__(Plain, "__module__", "again")
print(Plain, type.__repr__(Plain))
