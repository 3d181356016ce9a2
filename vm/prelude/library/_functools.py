# What CPython has in C under module functools.

from _odict import pop_first as _pop_first

_GenericAlias = type(list[int])
_missing = object()


def reduce(function=_missing, iterable=_missing, initial=_missing, /, *more):
    if iterable is _missing:
        given = int(function is not _missing)
        raise TypeError(f"reduce expected at least 2 arguments, got {given}")
    if more:
        raise TypeError("reduce expected at most 3 arguments, got "
                        f"{3 + len(more)}")
    try:
        items = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _missing:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial "
                            "value") from None
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


class partial:
    """A function with some of its arguments given beforehand."""

    __module__ = "functools"
    __class_getitem__ = classmethod(_GenericAlias)

    def __new__(cls, func=_missing, /, *args, **keywords):
        if func is _missing:
            raise TypeError("type 'partial' takes at least one argument")
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if (isinstance(func, partial)
                and type(func).__call__ is partial.__call__
                and len(func.__dict__) == len(_fields)):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = object.__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if self.keywords:
            return self.func(*self.args, *args,
                             **{**self.keywords, **keywords})
        return self.func(*self.args, *args, **keywords)

    def __repr__(self):
        cls = type(self)
        name = "functools.partial" if cls is partial else cls.__name__
        for other in _printing:
            if other is self:
                return "..."
        _printing.append(self)
        try:
            parts = [repr(self.func)]
            parts.extend([repr(arg) for arg in self.args])
            parts.extend([f"{key}={value!r}"
                          for key, value in self.keywords.items()])
        finally:
            _printing.pop()
        return f"{name}({', '.join(parts)})"

    def __reduce__(self):
        extra = {key: value for key, value in self.__dict__.items()
                 if key not in _fields}
        return (type(self), (self.func,),
                (self.func, self.args, self.keywords, extra or None))

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        func, args, keywords, extra = state
        if (not callable(func) or not isinstance(args, tuple)
                or not isinstance(keywords, (dict, type(None)))):
            raise TypeError("invalid partial state")
        for key in self.__dict__.keys() - _fields:
            del self.__dict__[key]
        if extra is not None:
            self.__dict__.update(extra)
        self.func = func
        self.args = tuple(args)
        if keywords is None:
            keywords = {}
        self.keywords = keywords if type(keywords) is dict else dict(keywords)


_printing = []  # partials whose repr is being made, innermost last
_fields = {"func", "args", "keywords"}


def cmp_to_key(mycmp):
    """A key for sorting, from a function that compares two values."""

    class KeyWrapper:
        __module__ = "functools"
        __qualname__ = "KeyWrapper"
        __slots__ = ("obj",)
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, _obj_of(other)) < 0

        def __gt__(self, other):
            return mycmp(self.obj, _obj_of(other)) > 0

        def __eq__(self, other):
            return mycmp(self.obj, _obj_of(other)) == 0

        def __le__(self, other):
            return mycmp(self.obj, _obj_of(other)) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, _obj_of(other)) >= 0

    return KeyWrapper


def _obj_of(other):
    try:
        return other.obj
    except AttributeError:
        raise TypeError("other argument must be K instance") from None


def _key_of(args, keywords, typed):
    if keywords:
        key = [*args, _missing]
        for pair in keywords.items():
            key.extend(pair)
    else:
        if not typed and len(args) == 1:
            kind = type(args[0])
            if kind is int or kind is str:
                return args[0]
        key = list(args)
    if typed:
        key.extend([type(arg) for arg in args])
        key.extend([type(value) for value in keywords.values()])
    return tuple(key)


def _lru_cache_wrapper(function, maxsize, typed, info_class):
    # What is cached is in a dict whose order is the order of use.  Between two
    # steps another thread may come: it finds a cache that is whole, and at
    # worst computes a value once more.
    if not callable(function):
        raise TypeError("the first argument must be callable")
    cache = {}
    hits = misses = 0

    def call(*args, **keywords):
        nonlocal hits, misses
        key = _key_of(args, keywords, typed)
        value = cache.get(key, _missing)
        if value is not _missing:
            hits += 1
            return value
        misses += 1
        value = cache[key] = function(*args, **keywords)
        return value

    def call_uncached(*args, **keywords):
        nonlocal misses
        misses += 1
        return function(*args, **keywords)

    def call_bounded(*args, **keywords):
        nonlocal hits, misses
        key = _key_of(args, keywords, typed)
        # An empty dict would not ask for the hash.
        value = cache.pop(key, _missing) if cache else cache.get(key, _missing)
        if value is not _missing:
            cache[key] = value
            hits += 1
            return value
        misses += 1
        value = function(*args, **keywords)
        if key not in cache:
            cache[key] = value
            if len(cache) > maxsize:
                _pop_first(cache)
        return value

    def info():
        return info_class(hits, misses, maxsize, len(cache))

    def clear():
        nonlocal hits, misses
        hits = misses = 0
        cache.clear()

    if maxsize is not None:
        call = call_bounded if maxsize > 0 else call_uncached
    call.cache_info = info
    call.cache_clear = clear
    return call
