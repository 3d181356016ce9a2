# What CPython has in C under the package collections.

import _deque
import _odict
from _prelude import index_of as _index_of, set_collection

_GenericAlias = type(list[int])
_printing = set()


class deque:
    """Items that come and go quickly at both ends."""

    __module__ = "collections"
    __slots__ = ("_ring", "__weakref__")
    __hash__ = None

    append = _deque.append
    appendleft = _deque.appendleft
    pop = _deque.pop
    popleft = _deque.popleft
    clear = _deque.clear
    rotate = _deque.rotate
    __len__ = _deque.__len__
    __getitem__ = _deque.__getitem__
    __setitem__ = _deque.__setitem__
    __delitem__ = _deque.__delitem__
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            maxlen = int(maxlen)
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        _deque.init(self, maxlen)
        if iterable != ():
            self.extend(iterable)

    @property
    def maxlen(self):
        return _deque.maxlen(self)

    def extend(self, iterable, /):
        if isinstance(iterable, deque):
            iterable = _deque.items(iterable)
        if not _deque.extend(self, iterable, True):
            for item in iterable:
                _deque.append(self, item)

    def extendleft(self, iterable, /):
        if isinstance(iterable, deque):
            iterable = _deque.items(iterable)
        if not _deque.extend(self, iterable, False):
            for item in iterable:
                _deque.appendleft(self, item)

    def insert(self, index, value, /):
        index = _index_of(index)
        maxlen = self.maxlen
        if maxlen is not None and len(self) >= maxlen:
            raise IndexError("deque already at its maximum size")
        n = len(self)
        if index >= n:
            self.append(value)
        elif index <= -n or index == 0:
            self.appendleft(value)
        else:
            self.rotate(-index)
            if index < 0:
                self.append(value)
            else:
                self.appendleft(value)
            self.rotate(index)

    def index(self, value, start=0, stop=9223372036854775807, /):
        n = len(self)
        start, stop = _place(start), _place(stop)
        start = max(start + n, 0) if start < 0 else min(start, n)
        stop = max(stop + n, 0) if stop < 0 else min(stop, n)
        changes = _deque.changes(self)
        for i in range(start, stop):
            item = _deque.step(self, changes, i)
            if item is value or item == value:
                return i
            _check_unchanged(self, changes)
        raise ValueError(f"{value!r} is not in deque")

    def count(self, value, /):
        found = 0
        changes = _deque.changes(self)
        for item in _deque.items(self):
            if item is value or item == value:
                found += 1
            _check_unchanged(self, changes)
        return found

    def remove(self, value, /):
        changes = _deque.changes(self)
        for i, item in enumerate(_deque.items(self)):
            if item is value or item == value:
                if _deque.changes(self) != changes:
                    raise IndexError("deque mutated during remove().")
                del self[i]
                return
            if _deque.changes(self) != changes:
                raise IndexError("deque mutated during iteration")
        raise ValueError(f"{value!r} is not in deque")

    def reverse(self):
        items = _deque.items(self)
        items.reverse()
        for i, item in enumerate(items):
            self[i] = item

    def copy(self):
        if type(self) is deque:
            return deque(self, self.maxlen)
        if self.maxlen is None:
            return type(self)(self)
        return type(self)(self, self.maxlen)

    __copy__ = copy

    def __reduce__(self):
        state = getattr(self, "__dict__", None) or None
        if self.maxlen is None:
            return type(self), (), state, iter(self)
        return type(self), ((), self.maxlen), state, iter(self)

    def __iter__(self):
        changes = _deque.changes(self)
        return _forward(self, changes)

    def __reversed__(self):
        return _backward(self, _deque.changes(self))

    def __contains__(self, value, /):
        changes = _deque.changes(self)
        if value in _deque.items(self):
            return True
        _check_unchanged(self, changes)
        return False

    def __repr__(self):
        me = id(self)
        if me in _printing:
            return "[...]"
        _printing.add(me)
        try:
            text = f"{type(self).__name__}({_deque.items(self)!r}"
        finally:
            _printing.discard(me)
        if self.maxlen is None:
            return text + ")"
        return f"{text}, maxlen={self.maxlen})"

    def __eq__(self, other, /):
        if not isinstance(other, deque):
            return NotImplemented
        return _deque.items(self) == _deque.items(other)

    def __ne__(self, other, /):
        if not isinstance(other, deque):
            return NotImplemented
        return _deque.items(self) != _deque.items(other)

    def __lt__(self, other, /):
        if not isinstance(other, deque):
            return NotImplemented
        return _deque.items(self) < _deque.items(other)

    def __le__(self, other, /):
        if not isinstance(other, deque):
            return NotImplemented
        return _deque.items(self) <= _deque.items(other)

    def __gt__(self, other, /):
        if not isinstance(other, deque):
            return NotImplemented
        return _deque.items(self) > _deque.items(other)

    def __ge__(self, other, /):
        if not isinstance(other, deque):
            return NotImplemented
        return _deque.items(self) >= _deque.items(other)

    def __add__(self, other, /):
        if not isinstance(other, deque):
            raise TypeError("can only concatenate deque (not "
                            f'"{type(other).__name__}") to deque')
        result = self.copy()
        result.extend(other)
        return result

    def __iadd__(self, other, /):
        self.extend(other)
        return self

    def __mul__(self, n, /):
        if not hasattr(n, "__index__"):
            raise TypeError("can't multiply sequence by non-int of type "
                            f"'{type(n).__name__}'")
        result = self.copy()
        result *= n
        return result

    __rmul__ = __mul__

    def __imul__(self, n, /):
        items = _deque.items(self) * n
        self.clear()
        self.extend(items)
        return self


set_collection(deque, 1 << 5)  # A sequence to `match`.


def _place(value):
    if not hasattr(type(value), "__index__"):
        raise TypeError("slice indices must be integers or have an __index__ "
                        "method")
    return _index_of(value)


def _check_unchanged(self, changes):
    if _deque.changes(self) != changes:
        raise RuntimeError("deque mutated during iteration")


def _forward(self, changes):
    i = 0
    while (item := _deque.step(self, changes, i)) is not self or i < len(self):
        yield item
        i += 1


def _backward(self, changes):
    i = len(self) - 1
    while (item := _deque.step(self, changes, i)) is not self or i >= 0:
        yield item
        i -= 1


_deque_iterator = type(_forward(None, 0))
_deque_reverse_iterator = _deque_iterator


class defaultdict(dict):
    "A dict that makes what is missing with a factory."

    __module__ = "collections"
    __slots__ = ("default_factory",)

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **kwargs)

    def __missing__(self, key, /):
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        value = factory()
        self[key] = value
        return value

    def __repr__(self):
        me = id(self)
        if me in _printing:
            factory = "..."
        else:
            _printing.add(me)
            try:
                factory = repr(self.default_factory)
            finally:
                _printing.discard(me)
        return f"{type(self).__name__}({factory}, {dict.__repr__(self)})"

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self.default_factory, other)
        result.update(self)
        return result


_missing = object()


class OrderedDict(dict):
    """A dict whose order counts, and can be changed."""

    __module__ = "collections"

    def __init__(self, other=(), /, **kwargs):
        self.__update(other, **kwargs)

    def update(self, other=(), /, **kwargs):
        if hasattr(other, "keys"):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key in kwargs:
            self[key] = kwargs[key]

    __update = update

    def popitem(self, last=True):
        """Takes the last item out, or the first, as (key, value)."""
        if last:
            if not self:
                raise KeyError("dictionary is empty")
            return dict.popitem(self)
        pair = _odict.pop_first(self)
        if pair is None:
            raise KeyError("dictionary is empty")
        return pair

    def move_to_end(self, key, last=True):
        """Makes a key the last one, or the first."""
        if _odict.move_to_end(self, key, bool(last)):
            return
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
            return
        items = list(dict.items(self))
        dict.clear(self)
        dict.__setitem__(self, key, value)
        for other, value in items:
            dict.__setitem__(self, other, value)

    def pop(self, key, default=_missing):
        if default is _missing:
            return dict.pop(self, key)
        return dict.pop(self, key, default)

    def setdefault(self, key, default=None):
        if key in self:
            return self[key]
        self[key] = default
        return default

    def copy(self):
        return type(self)(self)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        result = cls()
        for key in iterable:
            result[key] = value
        return result

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        me = id(self)
        if me in _printing:
            return "..."
        _printing.add(me)
        try:
            return f"{type(self).__name__}({list(self.items())!r})"
        finally:
            _printing.discard(me)

    def __eq__(self, other, /):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other, /):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    def __or__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self)
        result.update(other)
        return result

    def __ror__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(other)
        result.update(self)
        return result

    def __ior__(self, other, /):
        self.update(other)
        return self

    def __reduce__(self):
        return type(self), (), self.__getstate__(), None, iter(self.items())

    __hash__ = None


def _getter(index):
    return lambda self: self[index]


_getters = [_getter(index) for index in range(16)]


def _cannot_set(self, value):
    raise AttributeError("can't set attribute")


def _cannot_delete(self):
    raise AttributeError("can't delete attribute")


def _tuplegetter(index, doc):
    getter = _getters[index] if index < len(_getters) else _getter(index)
    return property(getter, _cannot_set, _cannot_delete, doc)


def _count_elements(mapping, iterable):
    """Adds one to the count of each item."""
    get = mapping.get
    for item in iterable:
        mapping[item] = get(item, 0) + 1
