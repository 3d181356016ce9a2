# Module itertools.  Each iterator is a generator that shows as an instance of
# its class; count and repeat are the VM's own.
#
# All that such a generator knows is in its parameters at every yield, so that
# it begins anew with them behind an error, and can be copied: see Generator in
# vm/objects/objects.h.  Hence no comprehension in one may use a parameter.

from _itertools import (__iter__ as _iter, __next__ as _next,
                        begin_anew as _begin_anew, count,
                        iterator_class as _iterator_class,
                        parameters_of as _parameters_of, repeat,
                        typed as _typed)

_missing = object()
_ENDLESS = 1 << 63


def _class(cls):
    cls.__iter__ = _iter
    cls.__next__ = _next
    return _iterator_class(cls)


def _check(cls, base, wanted, args, named):
    # Keywords are for the __init__ of a subclass.
    if named and cls.__init__ is base.__init__:
        raise TypeError(f"{base.__name__}() takes no keyword arguments")
    given = len([arg for arg in args if arg is not _missing])
    if wanted is not None and given != wanted:
        raise TypeError(f"{base.__name__} expected {wanted} argument"
                        f"{'s' if wanted > 1 else ''}, got {given}")


def _required(base, number, name):
    raise TypeError(f"{base.__name__}() missing required argument '{name}' "
                    f"(pos {number})")


def _index(value):
    index = getattr(type(value), "__index__", None)
    if index is None:
        raise TypeError(f"'{type(value).__name__}' object cannot be "
                        "interpreted as an integer")
    return index(value)


def _state(state, least, most):
    if not isinstance(state, tuple):
        raise TypeError("state is not a tuple")
    if not least <= len(state) <= most:
        raise TypeError(f"state of {len(state)} items")
    return state


def _picked(pool, indices):
    return tuple([pool[i] for i in indices])


# --- Endless ------------------------------------------------------------------------


@_class
class cycle:
    """Gives the items over and over."""

    def __new__(cls, iterable=_missing, /, *more, **named):
        if more or named or iterable is _missing:
            _check(cls, cycle, 1, (iterable, *more), named)
        return _typed(_cycle(iter(iterable), [], False, 0), cls)

    def __reduce__(self):
        items, saved, seen, at = _parameters_of(self)
        if items is None:
            items = iter(saved)
            items.__setstate__(at)
            seen = True
        return type(self), (items,), (saved, seen)

    def __setstate__(self, state):
        saved, seen = _state(state, 2, 2)
        if not isinstance(saved, list):
            raise TypeError("argument 1 must be list, not "
                            + type(saved).__name__)
        items = _parameters_of(self)[0]
        _begin_anew(self, (items, saved, bool(_index(seen)), 0))


def _cycle(items, saved, seen, at):
    if items is not None:
        for item in items:
            if not seen:
                saved.append(item)
            yield item
        items = None
    while saved:
        item = saved[at]
        at += 1
        if at >= len(saved):
            at = 0
        yield item


# --- Ended by the shortest ------------------------------------------------------------


@_class
class accumulate:
    """Gives the sum of the items so far, after each."""

    def __new__(cls, iterable=_missing, func=None, *, initial=None):
        if iterable is _missing:
            _required(accumulate, 1, "iterable")
        return _typed(_accumulate(iter(iterable), func, initial, _missing),
                      cls)

    def __reduce__(self):
        items, function, initial, total = _parameters_of(self)
        if initial is not None:
            return type(self), (chain((initial,), items), function), None
        if total is None:
            again = accumulate(chain((None,), items), function)
            return islice, (again, 1, None)
        return (type(self), (items, function),
                None if total is _missing else total)

    def __setstate__(self, state):
        items, function, initial, _ = _parameters_of(self)
        _begin_anew(self, (items, function, initial, state))


def _accumulate(items, function, initial, total):
    if initial is not None:
        total, initial = initial, None
        yield total
    elif total is _missing:
        for total in items:
            break
        else:
            return
        yield total
    if function is None:
        for item in items:
            total = total + item
            yield total
    else:
        for item in items:
            total = function(total, item)
            yield total


@_class
class chain:
    """Gives the items of one iterable after the other."""

    def __new__(cls, *iterables, **named):
        if named:
            _check(cls, chain, None, (), named)
        return _typed(_chain(iter(iterables), None), cls)

    @classmethod
    def from_iterable(cls, iterable, /):
        """A chain of the iterables that an iterable gives."""
        return _typed(_chain(iter(iterable), None), cls)

    __class_getitem__ = classmethod(type(list[int]))

    def __reduce__(self):
        iterables, active = _parameters_of(self)
        if active is not None:
            return type(self), (), (iterables, active)
        return type(self), (), (iterables,)

    def __setstate__(self, state):
        iterables, active = (*_state(state, 1, 2), None)[:2]
        for iterator in (iterables, active)[:len(state)]:
            if not hasattr(type(iterator), "__next__"):
                raise TypeError("Arguments must be iterators.")
        _begin_anew(self, (iterables, active))


def _chain(iterables, active):
    if active is not None:
        for item in active:
            yield item
    for iterable in iterables:
        active = iter(iterable)
        for item in active:
            yield item
        active = None
    active = None


@_class
class compress:
    """Gives the items whose selectors are true."""

    def __new__(cls, data=_missing, selectors=_missing):
        if data is _missing:
            _required(compress, 1, "data")
        if selectors is _missing:
            _required(compress, 2, "selectors")
        return _typed(_compress(iter(data), iter(selectors)), cls)

    def __reduce__(self):
        return type(self), _parameters_of(self)


def _compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


@_class
class dropwhile:
    """Leaves out the first items for which predicate is true."""

    def __new__(cls, predicate=_missing, iterable=_missing, /, *more, **named):
        if more or named or iterable is _missing:
            _check(cls, dropwhile, 2, (predicate, iterable, *more), named)
        return _typed(_dropwhile(predicate, iter(iterable), False), cls)

    def __reduce__(self):
        predicate, items, began = _parameters_of(self)
        return type(self), (predicate, items), int(began)

    def __setstate__(self, state):
        predicate, items, _ = _parameters_of(self)
        _begin_anew(self, (predicate, items, bool(state)))


def _dropwhile(predicate, items, began):
    if not began:
        for item in items:
            if not predicate(item):
                began = True
                yield item
                break
    for item in items:
        yield item


@_class
class filterfalse:
    """Gives the items for which function is false."""

    def __new__(cls, function=_missing, iterable=_missing, /, *more, **named):
        if more or named or iterable is _missing:
            _check(cls, filterfalse, 2, (function, iterable, *more), named)
        return _typed(_filterfalse(function, iter(iterable)), cls)

    def __reduce__(self):
        return type(self), _parameters_of(self)


def _filterfalse(function, items):
    if function is None:
        for item in items:
            if not item:
                yield item
    else:
        for item in items:
            if not function(item):
                yield item


@_class
class islice:
    """Gives the items that a slice of a list would have."""

    def __new__(cls, /, *args, **named):
        if named:
            _check(cls, islice, None, (), named)
        if len(args) < 2:
            raise TypeError("islice expected at least 2 arguments, got "
                            f"{len(args)}")
        if len(args) > 4:
            raise TypeError("islice expected at most 4 arguments, got "
                            f"{len(args)}")
        iterable, start, step = args[0], 0, 1
        stop = _bound(args[min(len(args) - 1, 2)], _ENDLESS,
                      "Stop argument for islice() must be "
                      "None or an integer: 0 <= x <= sys.maxsize.")
        if len(args) > 2:
            start = _bound(args[1], 0, "Indices for islice() must be None or "
                           "an integer: 0 <= x <= sys.maxsize.")
        if len(args) > 3:
            message = "Step for islice() must be a positive integer or None."
            step = _bound(args[3], 1, message)
            if step < 1:
                raise ValueError(message)
        return _typed(_islice(iter(iterable), 0, start, stop, step), cls)

    def __reduce__(self):
        items, at, start, stop, step = _parameters_of(self)
        if items is None:
            return type(self), (iter([]), 0), 0
        if stop == _ENDLESS:
            stop = None
        return type(self), (items, max(at, start), stop, step), at

    def __setstate__(self, state):
        items, _, start, stop, step = _parameters_of(self)
        _begin_anew(self, (items, _index(state), start, stop, step))


def _bound(value, absent, message):
    if value is None:
        return absent
    try:
        value = _index(value)
    except Exception:
        raise ValueError(message) from None
    if not 0 <= value <= 9223372036854775807:
        raise ValueError(message)
    return value


def _islice(items, at, start, stop, step):
    # `at` items were taken; the next that is wanted has the number `start`,
    # or `at` if that is more.  None past the last that is wanted is taken.
    if items is None:
        return
    if stop == _ENDLESS and step == 1 and start <= at:
        for item in items:
            at += 1
            yield item
        items = None
        return
    while True:
        while at < start:
            if at >= stop:
                break
            for item in items:
                break
            else:
                items = None
                return
            at += 1
        if at >= stop:
            items = None
            return
        for item in items:
            break
        else:
            items = None
            return
        start = at + step
        at += 1
        yield item


@_class
class pairwise:
    """Gives each item together with the next one."""

    def __new__(cls, iterable=_missing, /, *more, **named):
        if more or named or iterable is _missing:
            _check(cls, pairwise, 1, (iterable, *more), named)
        return _typed(_pairwise(iter(iterable), _missing), cls)


def _pairwise(items, before):
    if before is _missing:
        for before in items:
            break
        else:
            return
    for item in items:
        pair = before, item
        before = item
        yield pair
    items = ()


@_class
class starmap:
    """Calls function with each item as its arguments."""

    def __new__(cls, function=_missing, iterable=_missing, /, *more, **named):
        if more or named or iterable is _missing:
            _check(cls, starmap, 2, (function, iterable, *more), named)
        return _typed(_starmap(function, iter(iterable)), cls)

    def __reduce__(self):
        return type(self), _parameters_of(self)


def _starmap(function, items):
    for args in items:
        yield function(*iter(args))


@_class
class takewhile:
    """Gives items until predicate is false of one."""

    def __new__(cls, predicate=_missing, iterable=_missing, /, *more, **named):
        if more or named or iterable is _missing:
            _check(cls, takewhile, 2, (predicate, iterable, *more), named)
        return _typed(_takewhile(predicate, iter(iterable), False), cls)

    def __reduce__(self):
        predicate, items, ended = _parameters_of(self)
        return type(self), (predicate, items), int(ended)

    def __setstate__(self, state):
        predicate, items, _ = _parameters_of(self)
        _begin_anew(self, (predicate, items, bool(state)))


def _takewhile(predicate, items, ended):
    if ended:
        return
    for item in items:
        if not predicate(item):
            ended = True
            return
        yield item


@_class
class zip_longest:
    """Gives tuples of items until all iterables have ended."""

    def __new__(cls, *iterables, fillvalue=None):
        items = [iter(iterable) for iterable in iterables]
        return _typed(_zip_longest(items, fillvalue, len(items)), cls)

    def __reduce__(self):
        iterators, fillvalue, _ = _parameters_of(self)
        again = tuple([() if one is None else one for one in iterators])
        return type(self), again, fillvalue

    def __setstate__(self, state):
        iterators, _, left = _parameters_of(self)
        _begin_anew(self, (iterators, state, left))


def _zip_longest(iterators, fillvalue, left):
    # An iterator that has ended is None.
    while left > 0:
        items = []
        # An error ends it.
        going, left = left, 0
        for i, iterator in enumerate(iterators):
            if iterator is None:
                items.append(fillvalue)
                continue
            item = next(iterator, _missing)
            if item is _missing:
                iterators[i] = None
                going -= 1
                if going == 0:
                    return
                item = fillvalue
            items.append(item)
        left = going
        yield tuple(items)


# --- Groups ---------------------------------------------------------------------------


class groupby:
    """Gives runs of neighbours that have one key."""

    __slots__ = ("_items", "_key", "_current", "_current_key", "_wanted_key",
                 "_group")

    def __new__(cls, iterable=_missing, key=None):
        if iterable is _missing:
            _required(groupby, 1, "iterable")
        self = object.__new__(cls)
        self._items = iter(iterable)
        self._key = key
        self._current = self._current_key = self._wanted_key = _missing
        self._group = None  # names the group that is being given
        return self

    def __iter__(self):
        return self

    def __next__(self):
        self._group = None
        wanted = self._wanted_key
        while True:
            current = self._current_key
            if current is not _missing:
                if wanted is _missing:
                    break
                if not (wanted is current or wanted == current):
                    break
            item = next(self._items)
            function = self._key
            self._current_key = item if function is None else function(item)
            self._current = item
        self._wanted_key = current
        return current, _grouper(self, current)

    def __reduce__(self):
        if self._wanted_key is _missing or self._current is _missing:
            return type(self), (self._items, self._key)
        return (type(self), (self._items, self._key),
                (self._current, self._wanted_key, self._current_key))

    def __setstate__(self, state):
        self._current, self._wanted_key, self._current_key = _state(
            state, 3, 3)


@_class
class _grouper:
    def __new__(cls, parent, tgtkey, /):
        if not isinstance(parent, groupby):
            raise TypeError("_grouper() argument 1 must be itertools.groupby, "
                            "not " + type(parent).__name__)
        parent._group = group = object()
        return _typed(_members(parent, group, tgtkey), cls)

    def __reduce__(self):
        groups, group, key = _parameters_of(self)
        if groups._group is not group:
            return iter, ((),)
        return type(self), (groups, key)


def _members(groups, group, key):
    while groups._group is group:
        if groups._current is _missing:
            for item in groups._items:
                break
            else:
                return
            function = groups._key
            groups._current_key = item if function is None else function(item)
            groups._current = item
        current = groups._current_key
        if not (key is current or key == current):
            return
        item = groups._current
        groups._current = _missing
        yield item


@_class
class _tee:
    """One of the iterators that tee() gives."""

    def __new__(cls, iterable, /):
        items = iter(iterable)
        if type(items) is _tee:
            return items.__copy__()
        return _typed(_follow([items, False], [_missing, None]), cls)

    def __copy__(self):
        return _typed(_follow(*_parameters_of(self)), _tee)

    def __reduce__(self):
        return _tee, ((),), _parameters_of(self)

    def __setstate__(self, state):
        _begin_anew(self, _state(state, 2, 2))


def tee(iterable=_missing, n=2, /):
    """Gives n iterators over the same items."""
    if iterable is _missing:
        raise TypeError("tee expected at least 1 argument, got 0")
    n = _index(n)
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    items = iter(iterable)
    copy = getattr(items, "__copy__", None)
    if copy is None:
        items = _tee(items)
        copy = items.__copy__
    return (items, *[copy() for _ in range(n - 1)])


def _follow(source, cell):
    # A chain of cells, each an item and the next cell, made as the first
    # follower gets there; what all have passed is garbage.  source[1] is
    # whether one is waiting for an item.
    while True:
        if cell[1] is None:
            if source[1]:
                raise RuntimeError("cannot re-enter the tee iterator")
            source[1] = True
            try:
                for item in source[0]:
                    break
                else:
                    return
            finally:
                source[1] = False
            cell[0] = item
            cell[1] = [_missing, None]
        item, cell = cell
        yield item


# --- Combinatoric ---------------------------------------------------------------------

# `indices` says which items were given last: None before the first ones,
# _missing behind the last.


def _indices(state, count):
    if not isinstance(state, tuple) or len(state) != count:
        raise ValueError("invalid arguments")
    return [_index(i) for i in state]


@_class
class product:
    """Gives all tuples with an item of each iterable."""

    def __new__(cls, *iterables, repeat=1):
        repeat = _index(repeat)
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        pools = [tuple(iterable) for iterable in iterables] * repeat
        return _typed(_product(pools, None), cls)

    def __reduce__(self):
        pools, indices = _parameters_of(self)
        if indices is _missing:
            return type(self), ((),)
        if indices is None:
            return type(self), tuple(pools)
        return type(self), tuple(pools), tuple(indices)

    def __setstate__(self, state):
        pools, before = _parameters_of(self)
        indices = _indices(state, len(pools))
        if before is _missing:
            return
        for i, pool in enumerate(pools):
            if not pool:
                indices = _missing
                break
            indices[i] = max(0, min(indices[i], len(pool) - 1))
        _begin_anew(self, (pools, indices))


def _product(pools, indices):
    if indices is None:
        if not all(pools):
            indices = _missing
            return
        indices = [0] * len(pools)
        items = [pool[0] for pool in pools]
        yield tuple(items)
    elif indices is _missing:
        return
    else:
        items = list(map(_item, pools, indices))
    last = len(pools) - 1
    while True:
        i = last
        while i >= 0:
            at = indices[i] + 1
            pool = pools[i]
            if at < len(pool):
                indices[i] = at
                items[i] = pool[at]
                break
            indices[i] = 0
            items[i] = pool[0]
            i -= 1
        else:
            indices = _missing
            return
        yield tuple(items)


def _item(pool, i):
    return pool[i]


def _reduced(self):
    pool, r, indices, *cycles = _parameters_of(self)
    if indices is _missing:
        return type(self), ((), r)
    if indices is None:
        return type(self), (pool, r)
    if cycles:
        return type(self), (pool, r), (tuple(indices), tuple(*cycles))
    return type(self), (pool, r), tuple(indices)


@_class
class permutations:
    """Gives all ways to put r of the items in a row."""

    def __new__(cls, iterable=_missing, r=None):
        if iterable is _missing:
            _required(permutations, 1, "iterable")
        pool = tuple(iterable)
        if r is None:
            r = len(pool)
        elif not isinstance(r, int):
            raise TypeError("Expected int as r")
        if r < 0:
            raise ValueError("r must be non-negative")
        return _typed(_permutations(pool, int(r), None, ()), cls)

    __reduce__ = _reduced

    def __setstate__(self, state):
        pool, r, _, _ = _parameters_of(self)
        n = len(pool)
        indices, cycles = _state(state, 2, 2)
        indices, cycles = _indices(indices, n), _indices(cycles, r)
        for i, at in enumerate(indices):
            indices[i] = max(0, min(at, n - 1))
        for i, at in enumerate(cycles):
            cycles[i] = max(1, min(at, n - i))
        _begin_anew(self, (pool, r, indices, cycles))


def _permutations(pool, r, indices, cycles):
    n = len(pool)
    if indices is None:
        if r > n:
            indices = _missing
            return
        indices = list(range(n))
        cycles = list(range(n, n - r, -1))
        yield pool[:r]
    elif indices is _missing:
        return
    while True:
        i = r - 1
        while i >= 0:
            cycles[i] -= 1
            if cycles[i] != 0:
                j = n - cycles[i]
                indices[i], indices[j] = indices[j], indices[i]
                yield _picked(pool, indices[:r])
                break
            indices[i:] = indices[i + 1:] + indices[i:i + 1]
            cycles[i] = n - i
            i -= 1
        else:
            indices = _missing
            return


@_class
class combinations:
    """Gives all ways to choose r of the items."""

    def __new__(cls, iterable=_missing, r=_missing):
        if iterable is _missing:
            _required(combinations, 1, "iterable")
        if r is _missing:
            _required(combinations, 2, "r")
        r = _index(r)
        pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        return _typed(_combinations(pool, r, None), cls)

    __reduce__ = _reduced

    def __setstate__(self, state):
        pool, r, _ = _parameters_of(self)
        indices = _indices(state, r)
        for i, at in enumerate(indices):
            indices[i] = max(0, min(at, i + len(pool) - r))
        _begin_anew(self, (pool, r, indices))


def _combinations(pool, r, indices):
    n = len(pool)
    if indices is None:
        if r > n:
            indices = _missing
            return
        indices = list(range(r))
        yield pool[:r]
    elif indices is _missing:
        return
    while True:
        i = r - 1
        while i >= 0 and indices[i] == i + n - r:
            i -= 1
        if i < 0:
            indices = _missing
            return
        first = indices[i] + 1
        for j in range(i, r):
            indices[j] = first + j - i
        yield _picked(pool, indices)


@_class
class combinations_with_replacement:
    """Gives all ways to choose r of the items, some of them repeatedly."""

    def __new__(cls, iterable=_missing, r=_missing):
        if iterable is _missing:
            _required(combinations_with_replacement, 1, "iterable")
        if r is _missing:
            _required(combinations_with_replacement, 2, "r")
        r = _index(r)
        pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        return _typed(_combinations_with_replacement(pool, r, None), cls)

    __reduce__ = _reduced

    def __setstate__(self, state):
        pool, r, _ = _parameters_of(self)
        indices = _indices(state, r)
        for i, at in enumerate(indices):
            indices[i] = max(0, min(at, len(pool) - 1))
        _begin_anew(self, (pool, r, indices))


def _combinations_with_replacement(pool, r, indices):
    n = len(pool)
    if indices is None:
        if n == 0 and r > 0:
            indices = _missing
            return
        indices = [0] * r
        yield _picked(pool, indices)
    elif indices is _missing:
        return
    while True:
        i = r - 1
        while i >= 0 and indices[i] == n - 1:
            i -= 1
        if i < 0:
            indices = _missing
            return
        indices[i:] = [indices[i] + 1] * (r - i)
        yield _picked(pool, indices)
