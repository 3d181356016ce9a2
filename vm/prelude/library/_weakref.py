# Module _weakref.  References are C++ (vm/objects/weak_refs.cc); a proxy is a
# reference in disguise, whose every use is a use of what it refers to.

from _prelude import (ReferenceType, by_compare, getweakrefcount, getweakrefs,
                      method_of, payload, special, weakproxy)

ref = ReferenceType

_call = ref.__call__


def _alive(proxy):
    target = _call(proxy)
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


def _unwrap(value):
    return _alive(value) if issubclass(type(value), ProxyType) else value


class ProxyType(weakproxy):
    __slots__ = ()
    __hash__ = None

    def __getattribute__(self, name):
        return getattr(_alive(self), name)

    def __setattr__(self, name, value):
        setattr(_alive(self), name, value)

    def __delattr__(self, name):
        delattr(_alive(self), name)

    def __repr__(self):
        target = _call(self)
        return (f"<weakproxy at {hex(id(self))} to {type(target).__name__} "
                f"at {hex(id(target))}>")

    def __str__(self):
        return str(_alive(self))

    def __bytes__(self):
        return bytes(_alive(self))

    def __bool__(self):
        return bool(_alive(self))

    def __len__(self):
        return len(_alive(self))

    def __iter__(self):
        return iter(_alive(self))

    def __next__(self):
        target = _alive(self)
        if special(target, "__next__") is None:
            raise TypeError("Weakref proxy referenced a non-iterator '"
                            + type(target).__name__ + "' object")
        return next(target)

    def __reversed__(self):
        return reversed(_alive(self))

    def __contains__(self, item):
        return item in _alive(self)

    def __getitem__(self, key):
        return _alive(self)[key]

    def __setitem__(self, key, value):
        _alive(self)[key] = value

    def __delitem__(self, key):
        del _alive(self)[key]

    def __int__(self):
        return int(_alive(self))

    def __float__(self):
        return float(_alive(self))

    def __neg__(self):
        return -_alive(self)

    def __pos__(self):
        return +_alive(self)

    def __abs__(self):
        return abs(_alive(self))

    def __invert__(self):
        return ~_alive(self)


def _forward(name):
    def method(self, *args):
        found = method_of(_alive(self), name)
        if found is None:
            return NotImplemented
        return found(*[_unwrap(arg) for arg in args])
    method.__name__ = name
    setattr(ProxyType, name, method)


for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul",
              "lshift", "rshift", "and", "or", "xor", "divmod"):
    _forward(f"__{_name}__")
    _forward(f"__r{_name}__")
    if _name != "divmod":
        _forward(f"__i{_name}__")
_forward("__index__")


def _compare(name, op):
    def method(self, other):
        return by_compare(op, _alive(self), _unwrap(other))
    method.__name__ = name
    setattr(ProxyType, name, method)


for _op, _name in enumerate(("lt", "le", "eq", "ne", "gt", "ge")):
    _compare(f"__{_name}__", _op)


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _alive(self)(*args, **kwargs)


for _cls in (ProxyType, CallableProxyType):
    _cls.__module__ = "weakref"


def proxy(object, callback=None, /):
    """A proxy to the object; TypeError if there can be no weak reference."""
    cls = CallableProxyType if callable(object) else ProxyType
    if callback is None:
        for known in getweakrefs(object):
            if type(known) is cls and payload(known).__callback__ is None:
                return known
    return cls(object, callback)


def _remove_dead_weakref(dct, key, /):
    """Drops dct[key] if it is a reference to a dead object."""
    value = dct.get(key)
    if value is not None and _call(value) is None:
        del dct[key]
