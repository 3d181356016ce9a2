# Taking objects apart, for copy and pickle.


def copyreg_module():
    copyreg = modules().get("copyreg")
    return __import__("copyreg") if copyreg is None else copyreg


def new_object(cls, *args):
    return cls.__new__(cls, *args)


def slot_names_of(cls):
    names = cls.__dict__.get("__slotnames__")
    if names is not None:
        return names
    names = []
    for base in cls.__mro__:
        for name in slot_names(base.__dict__.get("__slots__", ())):
            if name not in ("__dict__", "__weakref__"):
                names.append(mangled(base.__name__, name))
    return names


def object_getstate(obj):
    state = getattr(obj, "__dict__", None) or None
    slots = {}
    for name in slot_names_of(type(obj)):
        value = getattr(obj, name, ABSENT)
        if value is not ABSENT:
            slots[name] = value
    return (state, slots) if slots else state


# Makes a class one of those that CPython has in C, whose instances are more than
# their attributes; `name` is what errors call it, if it is not its own.
def keep_opaque(cls, name=True):
    setattr(cls, "__opaque__", name)
    return cls


def is_opaque(obj):
    return (special(obj, "__opaque__") is not None
            and is_native(special(obj, "__getstate__")))


# Whether cls.__new__(cls) and its state make an object anew.
def is_made_by_new(obj):
    if is_opaque(obj):
        return False
    inner = payload(obj)
    if obj is None or isinstance(inner, (list, dict)):
        return True
    cls = type(obj)
    return (inner is obj and is_plain_instance(obj)
            and (cls is object or cls.__module__ != "builtins"))


def object_reduce_ex(obj, protocol):
    protocol = index_of(protocol)
    if not -2**31 <= protocol < 2**31:
        raise OverflowError("Python int too large to convert to C int")
    if type(obj).__reduce__ is not object.__reduce__:
        return obj.__reduce__()
    return object_reduce(obj, protocol)


def refuse_reduce(obj):
    cls = type(obj)
    if cls is memoryview or cls is CODE:
        raise TypeError(f"cannot pickle {cls.__name__} objects")
    name = special(obj, "__opaque__")
    if name is None:
        name = type_name(obj)
    elif name is True:
        name = cls.__module__ + "." + cls.__name__
    raise TypeError(f"cannot pickle '{name}' object")


CODE = type(refuse_reduce.__code__)


def object_reduce(obj, protocol):
    if protocol < 2 and is_opaque(obj):
        raise TypeError(f"cannot pickle '{type(obj).__name__}' object")
    reduced = reduce_builtin(obj, protocol)
    if reduced is not None:
        return reduced
    if protocol < 2:
        return copyreg_module()._reduce_ex(obj, protocol)
    return reduce_by_new(obj)


# Of the types that CPython gives a __reduce__ of their own.
def reduce_builtin(obj, protocol):
    cls = type(obj)
    if isinstance(obj, BaseException):
        return reduce_exception(obj)
    inner = payload(obj)
    if isinstance(inner, (set, frozenset)):
        return cls, (list(inner),), object_getstate(obj)
    if isinstance(inner, bytearray):
        args = (() if not inner else (bytes(inner),) if protocol >= 3
                else (inner.decode("latin-1"), "latin-1"))
        return cls, args, object_getstate(obj)
    if isinstance(obj, (range, slice)):
        return cls, (obj.start, obj.stop, obj.step)
    if obj is ... or obj is NotImplemented:
        return repr(obj)
    if cls is mappingproxy or cls is memoryview:
        refuse_reduce(obj)
    if cls in NATIVES or cls is BOUND_METHOD or cls is METHOD_WRAPPER:
        return reduce_callable(obj)
    return None


def reduce_exception(obj):
    args = obj.args
    state = dict(obj.__dict__)
    if isinstance(obj, ImportError):
        for field in ("name", "path"):
            value = getattr(obj, field)
            if value is not None:
                state[field] = value
    elif isinstance(obj, OSError) and len(args) == 2 \
            and obj.filename is not None:
        args = (*args, obj.filename)
        if obj.filename2 is not None:
            args = (*args, None, obj.filename2)
    return (type(obj), args, state) if state else (type(obj), args)


BOUND_METHOD = type(mappingproxy({}).get)
METHOD_WRAPPER = type((1).__add__)


def reduce_callable(obj):
    owner = getattr(obj, "__self__", None)
    if owner is None:
        owner = getattr(obj, "__objclass__", None)
    if owner is None or isinstance(owner, MODULE):
        return obj.__name__
    return getattr, (owner, obj.__name__)


def new_arguments(obj):
    # Or None, if it does not say.
    method = method_of(obj, "__getnewargs_ex__")
    if method is not None:
        both = method()
        if not isinstance(both, tuple):
            raise TypeError("__getnewargs_ex__ should return a tuple, not '"
                            + type_name(both) + "'")
        if len(both) != 2:
            raise ValueError("__getnewargs_ex__ should return a tuple of "
                             f"length 2, not {len(both)}")
        for which, part, kind in (("first", both[0], tuple),
                                  ("second", both[1], dict)):
            if not isinstance(part, kind):
                raise TypeError(f"{which} item of the tuple returned by "
                                "__getnewargs_ex__ must be a "
                                f"{kind.__name__}, not '"
                                + type_name(part) + "'")
        return both
    method = method_of(obj, "__getnewargs__")
    if method is None:
        return None
    args = method()
    if not isinstance(args, tuple):
        raise TypeError("__getnewargs__ should return a tuple, not '"
                        + type_name(args) + "'")
    return args, {}


def reduce_by_new(obj):
    cls = type(obj)
    given = new_arguments(obj)
    if (given is None and is_native(special(obj, "__getstate__"))
            and not is_made_by_new(obj)):
        refuse_reduce(obj)
    return (*made_by_new(cls, *(given or ((), {}))), obj.__getstate__(),
            iter(obj) if isinstance(obj, list) else None,
            iter(obj.items()) if isinstance(obj, dict) else None)


def made_by_new(cls, args, kwargs):
    if kwargs:
        return copyreg_module().__newobj_ex__, (cls, args, kwargs)
    try:
        make = copyreg_module().__newobj__
    except ImportError:
        make = new_object
    return make, (cls, *args)
