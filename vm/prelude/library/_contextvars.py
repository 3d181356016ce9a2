# What CPython has in C under module contextvars.  Each microthread has a
# context of its own, empty at first.

from _prelude import keep_opaque as _opaque
from threading import local as _local

_threads = _local()
_missing = object()


def _no_subclass(name):
    def refuse(cls):
        raise TypeError(f"type '_contextvars.{name}' is not an acceptable base "
                        "type")
    return classmethod(refuse)


def _check_key(key):
    if not isinstance(key, ContextVar):
        raise TypeError(f"a ContextVar key was expected, got {key!r}")
    return key


@_opaque
class Token:
    __slots__ = ("_context", "_var", "_old", "_used")
    __init_subclass__ = _no_subclass("Token")

    MISSING = type("Token.MISSING", (), {
        "__repr__": lambda self: "<Token.MISSING>"})()

    def __init__(self, *args, **kwargs):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self._var!r} at 0x{id(self):012x}>"

    __class_getitem__ = classmethod(type(list[int]))


def _new_token(context, var, old):
    token = object.__new__(Token)
    token._context, token._var = context, var
    token._old, token._used = old, False
    return token


@_opaque
class Context:
    __slots__ = ("_values", "_entered", "__weakref__")
    __hash__ = None
    __init_subclass__ = _no_subclass("Context")

    def __init__(self, *args, **kwargs):
        if args or kwargs:
            raise TypeError("Context() does not accept any arguments")
        self._values = {}
        self._entered = None

    def run(self, /, *args, **kwargs):
        if not args:
            raise TypeError("run() missing 1 required positional argument")
        if self._entered is not None:
            raise RuntimeError(f"cannot enter context: {self} is already "
                               "entered")
        self._entered = (_context(),)
        _threads.context = self
        try:
            return args[0](*args[1:], **kwargs)
        finally:
            _threads.context = self._entered[0]
            self._entered = None

    def copy(self):
        copied = Context()
        copied._values = self._values.copy()
        return copied

    def __eq__(self, other, /):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    def __getitem__(self, var, /):
        return self._values[_check_key(var)]

    def __contains__(self, var, /):
        return _check_key(var) in self._values

    def get(self, var, default=None, /):
        return self._values.get(_check_key(var), default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)


def _context():
    try:
        return _threads.context
    except AttributeError:
        _threads.context = Context()
        return _threads.context


def copy_context():
    return _context().copy()


@_opaque
class ContextVar:
    __slots__ = ("_name", "_default", "__weakref__")
    __init_subclass__ = _no_subclass("ContextVar")

    def __init__(self, *args, default=_missing, **kwargs):
        if len(args) != 1:
            bound = "at most" if args else "exactly"
            raise TypeError(f"ContextVar() takes {bound} 1 positional argument "
                            f"({len(args)} given)")
        for name in kwargs:
            raise TypeError(f"'{name}' is an invalid keyword argument for "
                            "ContextVar()")
        if not isinstance(args[0], str):
            raise TypeError("context variable name must be a str")
        self._name, = args
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_missing, /):
        value = _context()._values.get(self, _missing)
        if value is not _missing:
            return value
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        context = _context()
        old = context._values.get(self, Token.MISSING)
        context._values[self] = value
        return _new_token(context, self, old)

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different "
                             "ContextVar")
        if token._context is not _context():
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old is Token.MISSING:
            del token._context._values[self]
        else:
            token._context._values[self] = token._old

    def __repr__(self):
        default = "" if self._default is _missing \
            else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at 0x{id(self):012x}>"

    __class_getitem__ = classmethod(type(list[int]))
