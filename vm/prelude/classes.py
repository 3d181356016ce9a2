# Calling classes and making them.


def type_call(cls, args, kwargs):
    new = cls.__new__
    if (issubclass(cls, (list, dict, set)) and is_native(new)
            and not is_native(cls.__init__)):
        obj = new(cls)  # __init__ fills it.
    else:
        obj = new(cls, *args, **kwargs)
    if isinstance(obj, cls):
        result = special(obj, "__init__")(obj, *args, **kwargs)
        if result is not None:
            raise TypeError("__init__() should return None, not '"
                            + type(result).__name__ + "'")
    return obj


def call_then_init(cls, function, function_args, args, kwargs):
    obj = function(*function_args)
    if isinstance(obj, cls):
        special(obj, "__init__")(obj, *args, **kwargs)
    return obj


def resolve_bases(bases):
    resolved = []
    for base in bases:
        if not isinstance(base, type):
            entries = getattr(base, "__mro_entries__", None)
            if entries is not None:
                resolved.extend(entries(bases))
                continue
        resolved.append(base)
    return tuple(resolved)


def metaclass_of(metaclass, bases):
    for base in bases:
        kind = type(base)
        if issubclass(metaclass, kind):
            continue
        if issubclass(kind, metaclass):
            metaclass = kind
            continue
        raise TypeError("metaclass conflict: the metaclass of a derived class "
                        "must be a (non-strict) subclass of the metaclasses "
                        "of all its bases")
    return metaclass


def build_class(body, name, *bases, metaclass=None, **kwargs):
    given = bases
    bases = resolve_bases(bases)
    if metaclass is None:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = metaclass_of(metaclass, bases)
    namespace = None
    if metaclass is not type:
        prepare = getattr(metaclass, "__prepare__", None)
        if prepare is not None:
            namespace = prepare(name, bases, **kwargs)
            if type(namespace) is not dict:
                raise TypeError("__prepare__() must return a dict, not "
                                + type(namespace).__name__)
    if namespace is None:
        namespace = {}
    run_body(body, namespace)
    if given is not bases and given != bases:
        namespace["__orig_bases__"] = given
    if metaclass is type:
        return type_new(type, name, bases, namespace, kwargs)
    return metaclass(name, bases, namespace, **kwargs)


# What type.__new__ does.
def type_new(metaclass, name, bases, namespace, kwargs):
    cls = new_class(metaclass, name, bases, namespace)
    for key in list(namespace):
        value = namespace[key]
        set_name = method_of(value, "__set_name__")
        if set_name is not None:
            set_name(cls, key)
    super(cls, cls).__init_subclass__(**kwargs)
    return cls
