# Calling classes and making them.


FILLED_BY_INIT = (list, dict, set, property, staticmethod, classmethod,
                  type(native_module("math")))


LIST_INIT = list.__init__


def type_call(cls, args, kwargs):
    new = cls.__new__
    if (issubclass(cls, FILLED_BY_INIT) and is_native(new)
            and not is_native(cls.__init__)):
        obj = new(cls)  # __init__ fills it.
    else:
        obj = new(cls, *args, **kwargs)
    if plain_isinstance(obj, cls):
        if special(obj, "__init__") is LIST_INIT and not is_native(new):
            kwargs = {}  # The keywords are for a __new__ of its own.
        result = method_of(obj, "__init__")(*args, **kwargs)
        if result is not None:
            raise TypeError("__init__() should return None, not '"
                            + type_name(result) + "'")
    return obj


def call_then_init(cls, function, function_args, args, kwargs):
    obj = function(*function_args)
    if plain_isinstance(obj, cls):
        method_of(obj, "__init__")(*args, **kwargs)
    return obj


def resolve_bases(bases):
    resolved = []
    for base in bases:
        if not isinstance(base, type):
            entries = getattr(base, "__mro_entries__", None)
            if entries is not None:
                entries = entries(bases)
                if not isinstance(entries, tuple):
                    raise TypeError("__mro_entries__ must return a tuple")
                resolved.extend(entries)
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


FUNCTION = type(resolve_bases)


def build_class(body=None, name=None, /, *bases, metaclass=ABSENT, **kwargs):
    if name is None:
        raise TypeError("__build_class__: not enough arguments")
    if type(body) is not FUNCTION:
        raise TypeError("__build_class__: func must be a function")
    if not isinstance(name, str):
        raise TypeError("__build_class__: name is not a string")
    given = bases
    bases = resolve_bases(bases)
    if metaclass is ABSENT:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = metaclass_of(metaclass, bases)
    namespace = None
    if metaclass is not type:
        prepare = getattr(metaclass, "__prepare__", None)
        if prepare is not None:
            namespace = prepare(name, bases, **kwargs)
            if special(namespace, "__getitem__") is None:
                called = (metaclass.__name__ if isinstance(metaclass, type)
                          else "<metaclass>")
                raise TypeError(called + ".__prepare__() must return a "
                                "mapping, not " + type_name(namespace))
    if namespace is None:
        namespace = {}
    run_body(body, namespace)
    if given is not bases and given != bases:
        namespace["__orig_bases__"] = given
    if metaclass is type:
        return type_new(type, name, bases, namespace, kwargs)
    cell = None
    if isinstance(namespace, dict):
        cell = dict.get(namespace, "__classcell__")
    cls = metaclass(name, bases, namespace, **kwargs)
    if cell is not None and isinstance(cls, type):
        check_class_cell(cls, name, cell)
    return cls


build_class.__module__ = "builtins"  # As errors name it.
build_class.__qualname__ = "__build_class__"


# What super() and __class__ of the methods mean is what type.__new__ made.
def check_class_cell(cls, name, cell):
    try:
        content = cell.cell_contents
    except ValueError:
        raise RuntimeError("__class__ not set defining " + repr(name) + " as "
                           + repr(cls) + ". Was __classcell__ propagated to "
                           "type.__new__?") from None
    if content is not cls:
        raise TypeError("__class__ set to " + repr(content) + " defining "
                        + repr(name) + " as " + repr(cls))


def slot_names(slots):
    if isinstance(slots, str):
        return (slots,)
    return tuple(slots)


def check_slots(base, namespace, slots):
    if slots and issubclass(base, (int, bytes, tuple, type)):
        raise TypeError("nonempty __slots__ not supported for subtype of '"
                        + base.__name__ + "'")
    seen_dict = base.__dictoffset__ != 0
    seen_weakref = base.__weakrefoffset__ != 0
    for slot in slots:
        if not isinstance(slot, str):
            raise TypeError("__slots__ items must be strings, not '"
                            + type_name(slot) + "'")
        if not slot.isidentifier():
            raise TypeError("__slots__ must be identifiers")
        if slot == "__dict__":
            if seen_dict:
                raise TypeError("__dict__ slot disallowed: we already got one")
            seen_dict = True
        elif slot == "__weakref__":
            if seen_weakref:
                raise TypeError("__weakref__ slot disallowed: either we already"
                                " got one, or __itemsize__ != 0")
            seen_weakref = True
        elif slot in namespace and slot not in ("__qualname__",
                                                "__classcell__"):
            raise ValueError(repr(slot) + " in __slots__ conflicts with class "
                             "variable")


def mangled(class_name, name):
    class_name = class_name.lstrip("_")
    if not class_name or not name.startswith("__") or name.endswith("__"):
        return name
    return "_" + class_name + name


# What type.__new__ does.
def type_new(metaclass, name, bases, namespace, kwargs):
    for base in bases:
        if (not isinstance(base, type)
                and getattr(base, "__mro_entries__", None) is not None):
            raise TypeError("type() doesn't support MRO entry resolution; "
                            "use types.new_class()")
    winner = metaclass_of(metaclass, bases)
    if winner is not metaclass:
        if winner.__new__ is not type.__new__:
            return winner.__new__(winner, name, bases, namespace, **kwargs)
        metaclass = winner
    if type(namespace) is not dict:
        namespace = dict(namespace)
    if "__module__" not in namespace:
        # That of the code which makes the class.
        module = globals().get("__name__")
        if module is not None:
            namespace = {**namespace, "__module__": module}
    slots = ()
    if "__slots__" in namespace:
        declared = namespace["__slots__"]
        slots = [payload(slot) for slot in slot_names(declared)]
        check_slots(best_base(bases), namespace, slots)
        slots = tuple([mangled(name, slot) for slot in slots])
    cls = new_class(metaclass, name, bases, namespace, slots)
    if metaclass is not type and has_own_order(cls):
        set_order(cls, tuple(method_of(cls, "mro")()))
    for key in list(namespace):
        value = namespace[key]
        set_name = method_of(value, "__set_name__")
        if set_name is None:
            continue
        try:
            set_name(cls, key)
        except Exception as e:
            raise RuntimeError("Error calling __set_name__ on '"
                               + type_name(value) + "' instance "
                               + repr(key) + " in '" + name + "'") from e
    super(cls, cls).__init_subclass__(**kwargs)
    return cls


# The classes whose metaclasses have a mro(), after new __bases__ of cls.
def renew_orders(cls, classes, before):
    orders = [changed.__mro__ for changed in classes]
    try:
        for changed in classes:
            set_order(changed, tuple(method_of(changed, "mro")()))
    except BaseException:
        change_bases(cls, before)
        for changed, order in zip(classes, orders):
            set_order(changed, order)
        raise


# super(cls, obj) for an object that may say that it is of another class.
def super_by_class(cls, obj):
    said = getattr(obj, "__class__", None)
    if (said is type(obj) or not isinstance(said, type)
            or cls not in said.__mro__):
        raise TypeError("super(type, obj): obj must be an instance or subtype "
                        "of type")
    return new_super(cls, said, obj)


# Of a property that was given no text; where a subclass has one, as all do,
# the getter's is the instance's own.
def property_takes_doc(prop, getter, result):
    try:
        doc = getter.__doc__
    except AttributeError:
        return result
    if type(prop) is property:
        property_doc_is_getters(prop, doc)
    else:
        property_doc_is_getters(prop, None)
        prop.__doc__ = doc
    return result


# property.getter(...) and its kin.
def property_copy(cls, accessors, name):
    prop = cls(*accessors)
    if isinstance(prop, property) and name is not None:
        property.__set_name__(prop, None, name)
    return prop


def any_abstract(*functions):
    for function in functions:
        if getattr(function, "__isabstractmethod__", False):
            return True
    return False


# sys.getsizeof() of what says itself how large it is.
def size_of(obj, must_have, absent):
    try:
        method = method_of(obj, "__sizeof__")
        if method is None:
            raise TypeError("Type " + type_name(obj)
                            + " doesn't define __sizeof__")
        size = method()
        if not isinstance(size, int):
            raise TypeError("an integer is required")
    except TypeError:
        if must_have:
            raise
        return absent
    if size < 0:
        raise ValueError("__sizeof__() should return >= 0")
    return size
