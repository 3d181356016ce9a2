# What CPython has in C under module contextvars.  Each microthread has a
# context of its own, empty at first.

from threading import local as _local

_threads = _local()
_missing = object()


class Token:
    __slots__ = ("_context", "_var", "_old", "_used")

    MISSING = type("Token.MISSING", (), {
        "__repr__": lambda self: "<Token.MISSING>"})()

    def __init__(self, context, var, old):
        self._context = context
        self._var = var
        self._old = old
        self._used = False

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    __class_getitem__ = classmethod(type(list[int]))


class Context:
    __slots__ = ("_values", "_entered")

    def __init__(self):
        self._values = {}
        self._entered = None

    def run(self, function, /, *args, **kwargs):
        if self._entered is not None:
            raise RuntimeError(f"cannot enter context: {self} is already "
                               "entered")
        self._entered = (_context(),)
        _threads.context = self
        try:
            return function(*args, **kwargs)
        finally:
            _threads.context = self._entered[0]
            self._entered = None

    def copy(self):
        copied = Context()
        copied._values = self._values.copy()
        return copied

    def __getitem__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError("a ContextVar key was expected, got "
                            f"{var!r}")
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def get(self, var, default=None, /):
        return self._values.get(var, default)

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


class ContextVar:
    __slots__ = ("_name", "_default")

    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
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
        return Token(context, self, old)

    def reset(self, token, /):
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

    __class_getitem__ = classmethod(type(list[int]))
