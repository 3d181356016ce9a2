# Slow paths of the builtin functions; see vm/lib/builtins.cc.

from _prelude import (hash_word, names_of, payload, plain_isinstance, plain_issubclass,
                      special, write)

missing = object()


# --- Asking about a value -------------------------------------------------------

def len_of(obj):
    return checked_length(method_of(obj, "__len__")())


def hash_of(obj):
    method = special(obj, "__hash__")
    # Items with a __hash__ of their own, or a deep nest.
    if method is tuple.__hash__:
        return hash_tuple([hash(item) for item in tuple.__iter__(obj)])
    if method is frozenset.__hash__:
        return hash_frozenset([hash(item) for item in frozenset.__iter__(obj)])
    return hash_word(method_of(obj, "__hash__")())


# Of a __hash__ that needs no binding.
def hash_by(method, obj):
    return hash_word(method(obj))


def isinstance_of(obj, cls):
    if type(obj) is cls:
        return True
    if plain_isinstance(cls, tuple):
        for one in cls:
            if isinstance(obj, one):
                return True
        return False
    check = method_of(cls, "__instancecheck__")
    if check is not None:
        return bool(check(obj))
    return type_instancecheck(cls, obj)


def type_instancecheck(cls, obj):
    said = getattr(obj, "__class__", None)
    if not plain_isinstance(cls, type):
        if bases_of(cls) is None:
            raise TypeError("isinstance() arg 2 must be a type, a tuple of "
                            "types, or a union")
        return said is not None and leads_to(said, cls)
    if plain_isinstance(obj, cls):
        return True
    return plain_isinstance(said, type) and plain_issubclass(said, cls)


# What stands for a class without being one says so by a tuple __bases__.
def bases_of(cls):
    bases = getattr(cls, "__bases__", None)
    return bases if isinstance(bases, tuple) else None


def leads_to(sub, cls):
    while sub is not cls:
        bases = bases_of(sub)
        if not bases:
            return False
        if len(bases) > 1:
            for base in bases:
                if leads_to(base, cls):
                    return True
            return False
        sub = bases[0]
    return True


def issubclass_of(sub, cls):
    if plain_isinstance(cls, tuple):
        for one in cls:
            if issubclass(sub, one):
                return True
        return False
    check = method_of(cls, "__subclasscheck__")
    if check is not None:
        return bool(check(sub))
    return type_subclasscheck(cls, sub)


def type_subclasscheck(cls, sub):
    if plain_isinstance(cls, type) and plain_isinstance(sub, type):
        return plain_issubclass(sub, cls)
    if bases_of(sub) is None:
        raise TypeError("issubclass() arg 1 must be a class")
    if bases_of(cls) is None:
        raise TypeError("issubclass() arg 2 must be a class, a tuple of "
                        "classes, or a union")
    return leads_to(sub, cls)


def getattr_or(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default


def hasattr_of(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def getattribute_or_getattr(obj, name):
    fallback = method_of(obj, "__getattr__")  # Which the other may delete.
    try:
        return method_of(obj, "__getattribute__")(name)
    except AttributeError:
        pass
    return fallback(name)


def call_special(name, obj, *args):
    # type(obj)'s special method, whatever kind of descriptor it is.
    return method_of(obj, name)(*args)


def call_object(obj, /, *args, **kwargs):
    return method_of(obj, "__call__")(*args, **kwargs)


def object_ne(self, other):
    result = method_of(self, "__eq__")(other)
    return result if result is NotImplemented else not result


# --- Texts ------------------------------------------------------------------------

VIEWS = (type({}.keys()), type({}.values()), type({}.items()))
printing = []  # containers whose repr is being made, innermost last


def repr_of(obj):
    kind = type(obj)
    if kind is list:
        return repr_items(obj, obj, "[", "]", "[...]")
    if kind is tuple:
        return repr_items(obj, obj, "(", ",)" if len(obj) == 1 else ")",
                          "(...)")
    if kind is dict:
        return repr_dict(obj)
    if kind is set:
        return repr_items(obj, obj, "{", "}", "set(...)")
    if kind is frozenset:
        return repr_items(obj, obj, "frozenset({", "})", "frozenset(...)")
    if kind is slice:
        return "slice" + repr_arguments((obj.start, obj.stop, obj.step))
    if kind in VIEWS:
        return repr_items(obj, list(obj), kind.__name__ + "([", "])", "...")
    if kind is MODULE:
        return repr_of_module(obj)
    text = method_of(obj, "__repr__")()
    if not isinstance(text, str):
        raise TypeError("__repr__ returned non-string (type "
                        f"{type_name(text)})")
    return text


def repr_of_set(items, name):
    return repr_items(items, items, name + "({", "})", name + "(...)")


def repr_items(obj, items, left, right, recursive):
    for other in printing:
        if other is obj:
            return recursive
    printing.append(obj)
    try:
        return left + ", ".join([repr(item) for item in items]) + right
    finally:
        printing.pop()


def repr_dict(obj):
    for other in printing:
        if other is obj:
            return "{...}"
    printing.append(obj)
    try:
        return "{" + ", ".join([repr(key) + ": " + repr(value)
                                for key, value in dict.items(obj)]) + "}"
    finally:
        printing.pop()


def repr_of_module(module):
    name = getattr(module, "__name__", "?")
    loader = getattr(module, "__loader__", None)
    origin = getattr(module, "__file__", missing)
    spec = getattr(module, "__spec__", None)
    is_file = True
    if spec:
        name = "?" if spec.name is None else spec.name
        loader = spec.loader
        origin = missing if spec.origin is None else spec.origin
        is_file = spec.has_location
    if origin is not missing:
        origin = f" from {origin!r}" if is_file else f" ({origin})"
    else:
        origin = "" if loader is None else f" ({loader!r})"
    return f"<module {name!r}{origin}>"


METHOD = type(len_of.__get__(0))
MODULE = type(native_module("sys"))


def object_repr(obj, cls):
    # object.__repr__ and BaseException.__repr__ where an argument is the user's.
    value = payload(obj)
    if value is not obj:
        return repr(value)
    if plain_issubclass(cls, BaseException):
        return cls.__name__ + repr_arguments(obj.args)
    if cls is staticmethod or cls is classmethod:
        return f"<{cls.__name__}({obj.__func__!r})>"
    if plain_issubclass(cls, MODULE):
        return repr_of_module(obj)
    if cls is METHOD:
        name = getattr(obj.__func__, "__qualname__", None)
        if name is None:
            name = getattr(obj.__func__, "__name__", None)
        if not isinstance(name, str):
            name = "?"
        return f"<bound method {name} of {obj.__self__!r}>"
    return f"<{cls.__module__}.{cls.__qualname__} object at 0x{id(obj):012x}>"


def repr_arguments(args):
    return "(" + ", ".join([repr(arg) for arg in args]) + ")"


def to_str(obj):
    method = special(obj, "__str__")
    if method is object.__str__ or method is BaseException.__str__:
        if plain_isinstance(obj, BaseException):
            return exception_text(obj)
        if is_native(special(obj, "__repr__")):
            return repr(obj)
        text = method_of(obj, "__repr__")()
    else:
        text = method_of(obj, "__str__")()
    if not isinstance(text, str):
        raise TypeError("__str__ returned non-string (type "
                        f"{type_name(text)})")
    return text


def str_new(cls, obj):
    text = to_str(obj)
    return text if cls is str else str.__new__(cls, payload(text))


def exception_setstate(self, state, /):
    if state is not None:
        if not isinstance(state, dict):
            raise TypeError("state is not a dictionary")
        for name, value in dict(state).items():
            setattr(self, name, value)


exception_setstate.__name__ = "__setstate__"
exception_setstate.__qualname__ = "BaseException.__setstate__"


def os_error_text(obj):
    if obj.filename is None and (obj.errno is None or obj.strerror is None):
        return None
    text = f"[Errno {obj.errno}] {obj.strerror}"
    if obj.filename is not None:
        text += f": {obj.filename!r}"
        if obj.filename2 is not None:
            text += f" -> {obj.filename2!r}"
    return text


def syntax_error_text(obj):
    place = []
    if isinstance(obj.filename, str):
        place.append(obj.filename.rpartition("/")[2])
    if type(obj.lineno) is int:
        place.append(f"line {obj.lineno}")
    return f"{obj.msg} ({', '.join(place)})" if place else str(obj.msg)


# str() of an exception of which a part needs Python for its text.
def exception_text(obj):
    if plain_isinstance(obj, OSError):
        text = os_error_text(obj)
        if text is not None:
            return text
    if plain_isinstance(obj, SyntaxError):
        return syntax_error_text(obj)
    args = obj.args
    if len(args) == 0:
        return ""
    if len(args) == 1:
        return repr(args[0]) if plain_isinstance(obj, KeyError) \
            else str(args[0])
    return repr(args)


def is_utf8(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def refuse_surrogates(text):
    text.encode()


def print_values(values, sep, end, file, flush):
    if sep is not None and not isinstance(sep, str):
        raise TypeError(f"sep must be None or a string, not "
                        f"{type_name(sep)}")
    if end is not None and not isinstance(end, str):
        raise TypeError(f"end must be None or a string, not "
                        f"{type_name(end)}")
    if sep is None:
        sep = " "
    if end is None:
        end = "\n"
    if file is None:
        try:
            file = modules()["sys"].stdout
        except AttributeError:
            raise RuntimeError("lost sys.stdout") from None
        if file is None:
            return
        if file is stdout:
            parts = []
            try:
                for value in values:
                    parts.append(str(value))
            except BaseException:
                write(1, sep.join(parts) + (sep if parts else ""))
                raise
            text = sep.join(parts) + end
            if text.isascii() or is_utf8(text):
                write(1, text)
                if flush:
                    stdout.flush()
                return
            values = parts
    # Part by part, as whoever has a write() of his own expects it.
    rest = False
    for value in values:
        if rest:
            file.write(sep)
        file.write(str(value))
        rest = True
    file.write(end)
    if flush:
        file.flush()


def set_exception_args(obj, args):
    obj.args = tuple(args)


# --- Iteration ----------------------------------------------------------------------

def iter_until(function, sentinel):
    if not callable(function):
        raise TypeError("iter(v, w): v must be callable")
    return as_iterator(values_until(function, sentinel), CALLABLE_ITEMS)


# Iterators that are generators have all their state in their parameters, at
# every yield: after an error or their end they begin anew with those (see
# Generator in vm/objects/objects.h).

def values_until(function, sentinel):
    while function is not None:
        value = function()
        if value is sentinel or sentinel == value:
            function = None
            return
        yield value


def reversed_of(cls, sequence):
    if special(sequence, "__reversed__") is not None:
        return method_of(sequence, "__reversed__")()
    if special(sequence, "__getitem__") is None \
            or getattr(type(sequence), "__reversed__", False) is None:
        raise TypeError(f"'{type_name(sequence)}' object is not reversible")
    if special(sequence, "__len__") is None:
        raise TypeError(f"object of type '{type_name(sequence)}' has no "
                        "len()")
    return as_iterator(reversed_items(sequence, len(sequence) - 1),
                       REVERSED_ITEMS, cls)


def reversed_items(sequence, i):
    while i >= 0:
        # An error ends it.
        at, i = i, -1
        try:
            item = sequence[at]
        except (IndexError, StopIteration):
            return
        i = at - 1
        yield item


def enumerate_of(cls, iterable, start):
    index = method_of(start, "__index__")
    if index is None:
        raise TypeError(f"'{type_name(start)}' object cannot be "
                        "interpreted as an integer")
    return as_iterator(numbered(iter(iterable), index() + 0),
                       ENUMERATE_ITEMS, cls)


def numbered(iterator, start):
    for item in iterator:
        number = start
        start += 1
        yield number, item


def zip_of(cls, iterables, strict):
    iterators = tuple([iter(iterable) for iterable in iterables])
    return as_iterator(zipped(iterators, bool(strict)), ZIP_ITEMS, cls)


def zipped(iterators, strict):
    while iterators:
        items = []
        for iterator in iterators:
            item = next(iterator, missing)
            if item is missing:
                if strict:
                    check_lengths(iterators, len(items))
                return
            items.append(item)
        yield tuple(items)


def check_lengths(iterators, ended):
    # zip(strict=True) when iterator number `ended` has ended.
    if ended > 0:
        others = "argument 1" if ended == 1 else f"arguments 1-{ended}"
        raise ValueError(f"zip() argument {ended + 1} is shorter than {others}")
    for i in range(1, len(iterators)):
        if next(iterators[i], missing) is not missing:
            others = "argument 1" if i == 1 else f"arguments 1-{i}"
            raise ValueError(f"zip() argument {i + 1} is longer than {others}")


def map_of(cls, function, iterables):
    if len(iterables) == 1:
        return as_iterator(map_one(function, iter(iterables[0])), MAP_ITEMS,
                           cls)
    return as_iterator(map_many(function, zip(*iterables), True), MAP_ITEMS,
                       cls)


def map_one(function, iterator):
    for item in iterator:
        yield function(item)


def map_many(function, tuples, many):
    for items in tuples:
        yield function(*items)


def filter_of(cls, function, iterable):
    return as_iterator(filter_items(function, iter(iterable)), FILTER_ITEMS,
                       cls)


def filter_items(function, iterator):
    for item in iterator:
        if item if function is None else function(item):
            yield item


# Their __reduce__, and what else copies and list() ask of them.

def enumerate_reduce(self):
    return type(self), parameters_of(self)


def zip_reduce(self):
    cls = type(self)
    iterators, strict = parameters_of(self)
    if strict:
        return (lambda *again: cls(*again, strict=True)), iterators
    return cls, iterators


def map_reduce(self):
    function, iterator, *many = parameters_of(self)
    if many:
        return type(self), (function, *iterator.__reduce__()[1])
    return type(self), (function, iterator)


def filter_reduce(self):
    return type(self), parameters_of(self)


def reversed_reduce(self):
    sequence, i = parameters_of(self)
    if i < 0:
        return type(self), ((),)
    return type(self), (sequence,), i


def reversed_setstate(self, state):
    sequence, i = parameters_of(self)
    if i >= 0:
        begin_anew(self, (sequence, max(-1, min(index_of(state),
                                                len(sequence) - 1))))


def reversed_hint(self):
    sequence, i = parameters_of(self)
    return 0 if i < 0 or len(sequence) <= i else i + 1


def until_reduce(self):
    function, sentinel = parameters_of(self)
    if function is None:
        return iter, ((),)
    return iter, (function, sentinel)


def by_index_reduce(self):
    sequence, i = parameters_of(self)
    if i < 0:
        return iter, ((),)
    return iter, (sequence,), i


def by_index_setstate(self, state):
    sequence, i = parameters_of(self)
    if i >= 0:
        begin_anew(self, (sequence, max(0, index_of(state))))


def by_index_hint(self):
    sequence, i = parameters_of(self)
    if i < 0:
        return 0
    if special(sequence, "__len__") is None:
        return NotImplemented
    return max(0, len(sequence) - i)


# --- Reductions -----------------------------------------------------------------------

def min_of(iterable, key, has_default, default):
    best = best_key = missing
    for item in iterable:
        item_key = item if key is None else key(item)
        if best_key is missing or item_key < best_key:
            best, best_key = item, item_key
    return chosen(best, has_default, default, "min")


def max_of(iterable, key, has_default, default):
    best = best_key = missing
    for item in iterable:
        item_key = item if key is None else key(item)
        if best_key is missing or item_key > best_key:
            best, best_key = item, item_key
    return chosen(best, has_default, default, "max")


def chosen(best, has_default, default, name):
    if best is not missing:
        return best
    if has_default:
        return default
    raise ValueError(f"{name}() arg is an empty sequence")


def sum_of(iterable, start):
    items = iter(iterable)
    for kind, name, join in ((str, "strings", "''.join"),
                             (bytes, "bytes", "b''.join"),
                             (bytearray, "bytearray", "b''.join")):
        if isinstance(start, kind):
            raise TypeError(f"sum() can't sum {name} [use {join}(seq) instead]")
    for item in items:
        start = start + item
    return start


def any_of(iterable):
    for item in iterable:
        if item:
            return True
    return False


def all_of(iterable):
    for item in iterable:
        if not item:
            return False
    return True


MODULE = type(native_module("math"))


def dir_of(obj):
    return sorted(method_of(obj, "__dir__")())


# object.__dir__
def object_dir(self):
    names = set(names_of(self))
    if not isinstance(self, type):
        names.update(getattr(self, "__dict__", ()))
    return list(names)


# module.__dir__, which looks no further than the module.
def module_dir(self):
    own = self.__dict__
    if not isinstance(own, dict):
        raise TypeError("<module>.__dict__ is not a dictionary")
    if "__dir__" in own:
        return own["__dir__"]()
    return list(own)


def dir_of_locals():
    names = locals()
    return sorted(names if isinstance(names, dict) else names.keys())


def vars_of(obj):
    try:
        return obj.__dict__
    except AttributeError:
        raise TypeError("vars() argument must have __dict__ attribute") \
            from None


# --- Iterators of the module itertools ------------------------------------------------

def count_of(cls, start, step):
    if isinstance(start, (int, float)) and isinstance(step, (int, float)):
        if step == 1 and type(start) is bool:
            start = int(start)
        return new_count(cls, payload(start), payload(step))
    for number in start, step:
        if (not isinstance(number, complex)
                and special(number, "__float__") is None
                and special(number, "__int__") is None
                and special(number, "__index__") is None):
            raise TypeError("a number is required")
    return typed(count_by_adding(start, step), cls)


def count_by_adding(number, step):
    while True:
        given = number
        number = number + step
        yield given


def count_state(iterator):
    if is_native_iterator(iterator):
        step, number = iterator_state(iterator)
        return number, step
    return parameters_of(iterator)


def count_repr(iterator):
    number, step = count_state(iterator)
    name = type(iterator).__name__
    if type(step) is int and step == 1:
        return f"{name}({number!r})"
    return f"{name}({number!r}, {step!r})"


def count_reduce(iterator):
    number, step = count_state(iterator)
    if type(step) is int and step == 1:
        return type(iterator), (number,)
    return type(iterator), (number, step)


def repeat_of(cls, obj, times):
    if times is not None:
        times = max(index_of(times), 0)
    return new_repeat(cls, obj, times)


def repeat_repr(iterator):
    obj, times = iterator_state(iterator)
    name = type(iterator).__name__
    if times is None:
        return f"{name}({obj!r})"
    return f"{name}({obj!r}, {times})"


def repeat_reduce(iterator):
    obj, times = iterator_state(iterator)
    return type(iterator), (obj,) if times is None else (obj, times)


def repeat_hint(iterator):
    times = iterator_state(iterator)[1]
    if times is None:
        raise TypeError("len() of unsized object")
    return times
