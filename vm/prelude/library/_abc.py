# What CPython has in C under module abc: an abstract class's registry and its
# answers, remembered.

from _prelude import set_collection

_counter = 0

# Bits of type.__flags__.
_SEQUENCE, _MAPPING, _IMMUTABLE = 1 << 5, 1 << 6, 1 << 8


class _Data:
    __slots__ = ("registry", "yes", "no", "no_version")

    def __init__(self):
        self.registry = set()
        self.yes = set()
        # What is no subclass, as long as nothing is registered anywhere.
        self.no = set()
        self.no_version = _counter


def get_cache_token():
    """A number that changes with every registration."""
    return _counter


def _abc_init(cls):
    """Prepares a new abstract class."""
    abstracts = set()
    for name, value in list(cls.__dict__.items()):
        if getattr(value, "__isabstractmethod__", False):
            abstracts.add(name)
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            value = getattr(cls, name, None)
            if getattr(value, "__isabstractmethod__", False):
                abstracts.add(name)
    cls.__abstractmethods__ = frozenset(abstracts)
    flags = cls.__dict__.get("__abc_tpflags__", 0)
    if type(flags) is int and "__abc_tpflags__" in cls.__dict__:
        del cls.__abc_tpflags__
        if flags & _SEQUENCE and flags & _MAPPING:
            raise TypeError("__abc_tpflags__ cannot be both "
                            "Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
        if flags & (_SEQUENCE | _MAPPING):
            set_collection(cls, flags & (_SEQUENCE | _MAPPING))
    cls._abc_impl = _Data()


def _abc_register(cls, subclass):
    """Makes a class count as a subclass of an abstract one."""
    global _counter
    if not isinstance(subclass, type):
        raise TypeError("Can only register classes")
    if issubclass(subclass, cls):
        return subclass
    if issubclass(cls, subclass):
        raise RuntimeError("Refusing to create an inheritance cycle")
    cls._abc_impl.registry.add(subclass)
    _counter += 1
    flags = cls.__flags__ & (_SEQUENCE | _MAPPING)
    if flags:
        _mark_collection(subclass, flags)
    return subclass


# What `match` takes the instances for.
def _mark_collection(cls, flags):
    waiting = [cls]
    while waiting:
        cls = waiting.pop()
        if (cls.__flags__ & _IMMUTABLE
                or cls.__flags__ & (_SEQUENCE | _MAPPING) == flags):
            continue
        set_collection(cls, flags)
        waiting += type.__subclasses__(cls)


def _abc_instancecheck(cls, instance):
    """What isinstance() asks of an abstract class."""
    data = cls._abc_impl
    subclass = instance.__class__
    if subclass in data.yes:
        return True
    subtype = type(instance)
    if subtype is subclass:
        if data.no_version == _counter and subclass in data.no:
            return False
        return cls.__subclasscheck__(subclass)
    return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)


def _abc_subclasscheck(cls, subclass):
    """What issubclass() asks of an abstract class."""
    if not isinstance(subclass, type):
        raise TypeError("issubclass() arg 1 must be a class")
    data = cls._abc_impl
    if subclass in data.yes:
        return True
    if data.no_version != _counter:
        data.no = set()
        data.no_version = _counter
    elif subclass in data.no:
        return False
    found = _look_up(cls, data, subclass)
    if found:
        data.yes.add(subclass)
    else:
        data.no.add(subclass)
    return found


def _look_up(cls, data, subclass):
    ok = cls.__subclasshook__(subclass)
    if ok is not NotImplemented:
        return ok
    if cls in getattr(subclass, "__mro__", ()):
        return True
    for registered in list(data.registry):
        if issubclass(subclass, registered):
            return True
    subclasses = cls.__subclasses__()
    if not isinstance(subclasses, list):
        raise TypeError("__subclasses__() must return a list")
    for derived in subclasses:
        if issubclass(subclass, derived):
            return True
    return False


def _get_dump(cls):
    """What an abstract class has registered and remembered."""
    data = cls._abc_impl
    return data.registry, data.yes, data.no, data.no_version


def _reset_registry(cls):
    cls._abc_impl.registry.clear()


def _reset_caches(cls):
    data = cls._abc_impl
    data.yes.clear()
    data.no.clear()
