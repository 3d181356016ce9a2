# What annotations are made of: list[int], int | None.


class GenericAlias:
    __module__ = "types"

    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(f"'types.GenericAlias' object has no "
                                 f"attribute '{name}'")
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        if type(other) is not GenericAlias:
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__args__ == other.__args__)

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        return type_or(self, other)

    def __ror__(self, other):
        return type_or(other, self)

    def __instancecheck__(self, obj):
        raise TypeError("isinstance() argument 2 cannot be a parameterized "
                        "generic")

    def __subclasscheck__(self, cls):
        raise TypeError("issubclass() argument 2 cannot be a parameterized "
                        "generic")

    def __repr__(self):
        args = ", ".join([type_text(arg) for arg in self.__args__])
        return f"{type_text(self.__origin__)}[{args or '()'}]"


class UnionType:
    __module__ = "types"

    def __init__(self, args):
        self.__args__ = args

    def __eq__(self, other):
        if type(other) is not UnionType:
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __or__(self, other):
        return type_or(self, other)

    def __ror__(self, other):
        return type_or(other, self)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__args__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__args__)

    def __repr__(self):
        return " | ".join([type_text(arg) for arg in self.__args__])


def type_text(value):
    if value is ...:
        return "..."
    if value is type(None):
        return "None"
    if type(value) is GenericAlias or not isinstance(value, type):
        return repr(value)
    if value.__module__ == "builtins":
        return value.__qualname__
    return f"{value.__module__}.{value.__qualname__}"


def generic_alias(cls, args):
    return GenericAlias(cls, args)


def union_members(value):
    # What `value` adds to a union, or None if it is no type.
    if value is None:
        return (type(None),)
    if type(value) is UnionType:
        return value.__args__
    if type(value) is GenericAlias or isinstance(value, type):
        return (value,)
    return None


def type_or(a, b):
    left, right = union_members(a), union_members(b)
    if left is None or right is None:
        return NotImplemented
    members = []
    for member in left + right:
        if member not in members:
            members.append(member)
    return members[0] if len(members) == 1 else UnionType(tuple(members))
