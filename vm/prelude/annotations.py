# What annotations are made of: list[int], int | None; and the mapping that a
# class shows as its __dict__.


# What an alias or a union is made of stays as it was made.
def refuse_alias_change(self, name):
    if name in ("__origin__", "__args__", "__unpacked__") and hasattr(
            type(self), name):
        raise AttributeError("readonly attribute")


def alias_setattr(self, name, value):
    refuse_alias_change(self, name)
    object.__setattr__(self, name, value)


def alias_delattr(self, name):
    refuse_alias_change(self, name)
    object.__delattr__(self, name)


class GenericAlias:
    __module__ = "types"
    __slots__ = ("__origin__", "__args__", "__unpacked__", "__weakref__")

    def __new__(cls, origin, args):
        self = object.__new__(cls)
        args = args if isinstance(args, tuple) else (args,)
        object.__setattr__(self, "__origin__", origin)
        object.__setattr__(self, "__args__", args)
        object.__setattr__(self, "__unpacked__", False)
        return self

    __setattr__ = alias_setattr
    __delattr__ = alias_delattr

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __getattr__(self, name):
        if name in ALIAS_NAMES:
            raise AttributeError(f"'types.GenericAlias' object has no "
                                 f"attribute '{name}'")
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    @property
    def __parameters__(self):
        return type_parameters(self.__args__)

    def __getitem__(self, args):
        args = type_filled(self, self.__args__, self.__parameters__, args)
        result = GenericAlias(self.__origin__, args)
        object.__setattr__(result, "__unpacked__", self.__unpacked__)
        return result

    # `*tuple[int, str]` among other arguments.
    def __iter__(self):
        return generic_alias_iterator(self)

    @property
    def __typing_unpacked_tuple_args__(self):
        if self.__unpacked__ and self.__origin__ is tuple:
            return self.__args__
        return None

    def __dir__(self):
        return sorted({*dir(self.__origin__), "__origin__", "__args__",
                       "__parameters__", "__mro_entries__"})

    def __reduce__(self):
        if self.__unpacked__:
            plain = GenericAlias(self.__origin__, self.__args__)
            return next, (generic_alias_iterator(plain),)
        return GenericAlias, (self.__origin__, self.__args__)

    def __eq__(self, other):
        if not isinstance(other, GenericAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__args__ == other.__args__
                and self.__unpacked__ == other.__unpacked__)

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
        star = "*" if self.__unpacked__ else ""
        return f"{star}{type_text(self.__origin__)}[{args or '()'}]"


# Those that an alias does not take from what it is an alias of.
ALIAS_NAMES = ("__class__", "__origin__", "__args__", "__unpacked__",
               "__parameters__", "__mro_entries__",
               "__typing_unpacked_tuple_args__", "__reduce_ex__", "__reduce__",
               "__copy__", "__deepcopy__")


class generic_alias_iterator:
    __module__ = "builtins"
    __slots__ = ("_alias",)

    def __init__(self, alias):
        self._alias = alias

    def __iter__(self):
        return self

    def __next__(self):
        alias, self._alias = self._alias, None
        if alias is None:
            raise StopIteration
        unpacked = GenericAlias(alias.__origin__, alias.__args__)
        object.__setattr__(unpacked, "__unpacked__", True)
        return unpacked

    def __reduce__(self):
        return iter, ((),) if self._alias is None else (self._alias,)


class UnionType:
    __module__ = "types"
    __slots__ = ("__args__", "__weakref__")

    def __init__(self, args):
        object.__setattr__(self, "__args__", args)

    __setattr__ = alias_setattr
    __delattr__ = alias_delattr

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

    @property
    def __parameters__(self):
        return type_parameters(self.__args__)

    __iter__ = None

    def __getitem__(self, args):
        members = type_filled(self, self.__args__, self.__parameters__, args)
        result = members[0]
        for member in members[1:]:
            result = result | member
        return result

    def __repr__(self):
        return " | ".join([type_text(arg) for arg in self.__args__])


def type_parameters(args):
    # The type variables in what a generic is given, each once.
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if special(arg, "__typing_subst__") is not None:
            inner = (arg,)
        else:
            inner = getattr(arg, "__parameters__", ())
            if not isinstance(inner, tuple):
                continue
        for parameter in inner:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


# What `generic`, with these arguments and type variables, becomes when it is
# given `items`: its new arguments.
def type_filled(generic, args, parameters, items):
    if not parameters:
        raise TypeError(f"{generic!r} is not a generic class")
    items = unpacked_items(items)
    for parameter in parameters:
        prepare = getattr(parameter, "__typing_prepare_subst__", None)
        if prepare is not None:
            items = prepare(generic, items)
    if len(items) != len(parameters):
        many = "many" if len(items) > len(parameters) else "few"
        raise TypeError(f"Too {many} arguments for {generic!r}; actual "
                        f"{len(items)}, expected {len(parameters)}")
    filled = []
    for arg in args:
        if isinstance(arg, type):
            filled.append(arg)
            continue
        unpacks = getattr(arg, "__typing_is_unpacked_typevartuple__", False)
        subst = getattr(arg, "__typing_subst__", None)
        if subst is not None:
            arg = subst(items[parameters.index(arg)])
        else:
            arg = argument_filled(arg, parameters, items)
        if unpacks:
            filled.extend(arg)
        else:
            filled.append(arg)
    return tuple(filled)


def unpacked_items(items):
    found = []
    for item in items if isinstance(items, tuple) else (items,):
        inner = None
        if not isinstance(item, type):
            inner = getattr(item, "__typing_unpacked_tuple_args__", None)
        if isinstance(inner, tuple) and not (inner and inner[-1] is ...):
            found.extend(inner)
        else:
            found.append(item)
    return tuple(found)


# An argument that is generic itself.
def argument_filled(arg, parameters, items):
    inner = getattr(arg, "__parameters__", None)
    if not isinstance(inner, tuple) or not inner:
        return arg
    given = []
    for parameter in inner:
        if parameter not in parameters:
            given.append(parameter)
            continue
        item = items[parameters.index(parameter)]
        if (special(parameter, "__iter__") is not None
                and isinstance(item, tuple)):
            given.extend(item)
        else:
            given.append(item)
    return arg[tuple(given)]


def type_text(value):
    if value is ...:
        return "..."
    if value is type(None):
        return "None"
    if not isinstance(value, type) and (
            isinstance(value, GenericAlias)
            or hasattr(value, "__origin__") and hasattr(value, "__args__")):
        return repr(value)
    name = getattr(value, "__qualname__", None)
    module = getattr(value, "__module__", None)
    if name is None or module is None:
        return repr(value)
    return name if module == "builtins" else f"{module}.{name}"


def generic_alias(cls, args):
    return GenericAlias(cls, args)


def union_members(value):
    # What `value` adds to a union, or None if it is no type.
    if value is None:
        return (type(None),)
    if type(value) is UnionType:
        return value.__args__
    if isinstance(value, (GenericAlias, type)):
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


class mappingproxy:
    """A mapping that cannot be changed through this view of it."""

    __module__ = "builtins"
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        if (special(mapping, "__getitem__") is None
                or isinstance(mapping, (list, tuple, str, bytes, bytearray))):
            raise TypeError("mappingproxy() argument must be a mapping, not "
                            + type_name(mapping))
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)

    def __reversed__(self):
        return reversed(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def get(self, key, default=None, /):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)

    def __eq__(self, other):
        if type(other) is mappingproxy:
            other = other._mapping
        return self._mapping == other

    __hash__ = None

    def __or__(self, other):
        if type(other) is mappingproxy:
            other = other._mapping
        return self._mapping | other

    def __ror__(self, other):
        return other | self._mapping

    def __ior__(self, other):
        raise TypeError("'|=' is not supported by mappingproxy; use '|' "
                        "instead")

    def __lt__(self, other):
        return self._mapping < other

    def __le__(self, other):
        return self._mapping <= other

    def __gt__(self, other):
        return self._mapping > other

    def __ge__(self, other):
        return self._mapping >= other

    def __class_getitem__(cls, args):
        return generic_alias(cls, args)


set_collection(mappingproxy, 1 << 6)  # A mapping to `match`.
