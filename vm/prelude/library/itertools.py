# Module itertools.  Each iterator is a generator that shows as an instance of
# its class; count and repeat are the VM's own.

from _itertools import count, repeat, typed as _typed

_generator = type((lambda: (yield))())
_missing = object()


def _class(cls):
    cls.__iter__ = _generator.__iter__
    cls.__next__ = _generator.__next__
    cls.__module__ = "itertools"
    return cls


def _index(value):
    index = getattr(type(value), "__index__", None)
    if index is None:
        raise TypeError(f"'{type(value).__name__}' object cannot be "
                        "interpreted as an integer")
    return index(value)


# --- Endless ------------------------------------------------------------------------


@_class
class cycle:
    """Return elements from the iterable until it is exhausted. Then repeat the
    sequence indefinitely."""

    def __new__(cls, iterable, /):
        return _typed(_cycle(iter(iterable)), cls)


def _cycle(items):
    saved = []
    for item in items:
        saved.append(item)
        yield item
    while saved:
        for item in saved:
            yield item


# --- Ended by the shortest ------------------------------------------------------------


@_class
class accumulate:
    """Return series of accumulated sums (or other binary function results)."""

    def __new__(cls, iterable, func=None, *, initial=None):
        return _typed(_accumulate(iter(iterable), func, initial), cls)


def _accumulate(items, function, total):
    if total is None:
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
    """Return a chain object whose .__next__() method returns elements from the
    first iterable until it is exhausted, then elements from the next iterable,
    until all of the iterables are exhausted."""

    def __new__(cls, *iterables):
        return _typed(_chain(iterables), cls)

    @classmethod
    def from_iterable(cls, iterable, /):
        """Alternative chain() constructor taking a single iterable argument
        that evaluates lazily."""
        return _typed(_chain(iter(iterable)), cls)

    __class_getitem__ = classmethod(type(list[int]))


def _chain(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


@_class
class compress:
    """Return data elements corresponding to true selector elements."""

    def __new__(cls, data, selectors):
        return _typed(_compress(iter(data), iter(selectors)), cls)


def _compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


@_class
class dropwhile:
    """Drop items from the iterable while predicate(item) is true.

    Afterwards, return every element until the iterable is exhausted."""

    def __new__(cls, predicate, iterable, /):
        return _typed(_dropwhile(predicate, iter(iterable)), cls)


def _dropwhile(predicate, items):
    for item in items:
        if not predicate(item):
            yield item
            break
    for item in items:
        yield item


@_class
class filterfalse:
    """Return those items of iterable for which function(item) is false.

    If function is None, return the items that are false."""

    def __new__(cls, function, iterable, /):
        return _typed(_filterfalse(function, iter(iterable)), cls)


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
    """islice(iterable, stop) --> islice object
    islice(iterable, start, stop[, step]) --> islice object

    Return an iterator whose next() method returns selected values from an
    iterable."""

    def __new__(cls, iterable, *args):
        if not args:
            raise TypeError("islice expected at least 2 arguments, got 1")
        if len(args) > 3:
            raise TypeError("islice expected at most 4 arguments, got "
                            f"{len(args) + 1}")
        if len(args) == 1:
            start, stop, step = 0, args[0], 1
            stop = _bound(stop, None, "Stop argument for islice() must be "
                          "None or an integer: 0 <= x <= sys.maxsize.")
        else:
            start, stop, step = (*args, None)[:3]
            message = ("Indices for islice() must be None or an integer: "
                       "0 <= x <= sys.maxsize.")
            stop = _bound(stop, None, "Stop argument for islice() must be "
                          "None or an integer: 0 <= x <= sys.maxsize.")
            start = _bound(start, 0, message)
            step = _bound(step, 1, "Step for islice() must be a positive "
                          "integer or None.")
            if step < 1:
                raise ValueError("Step for islice() must be a positive "
                                 "integer or None.")
        return _typed(_islice(iter(iterable), start, stop, step), cls)


def _bound(value, absent, message):
    if value is None:
        return absent
    if not hasattr(value, "__index__"):
        raise ValueError(message)
    value = value.__index__()
    if not 0 <= value <= 9223372036854775807:
        raise ValueError(message)
    return value


def _islice(items, start, stop, step):
    # No item past the last one that is wanted is taken.
    if stop is None:
        at = 0
        for item in items:
            if at == start:
                yield item
                start += step
            at += 1
        return
    for _ in range(min(start, stop)):
        for _item in items:
            break
        else:
            return
    while start < stop:
        for item in items:
            break
        else:
            return
        yield item
        following = min(start + step, stop)
        for _ in range(following - start - 1):
            for _item in items:
                break
            else:
                return
        start += step


@_class
class pairwise:
    """Return an iterator of overlapping pairs taken from the input iterator."""

    def __new__(cls, iterable, /):
        return _typed(_pairwise(iter(iterable)), cls)


def _pairwise(items):
    for before in items:
        break
    else:
        return
    for item in items:
        yield before, item
        before = item


@_class
class starmap:
    """Return an iterator whose values are returned from the function evaluated
    with an argument tuple taken from the given sequence."""

    def __new__(cls, function, iterable, /):
        return _typed(_starmap(function, iter(iterable)), cls)


def _starmap(function, items):
    for args in items:
        yield function(*iter(args))


@_class
class takewhile:
    """Return successive entries from an iterable as long as the predicate
    evaluates to true for each entry."""

    def __new__(cls, predicate, iterable, /):
        return _typed(_takewhile(predicate, iter(iterable)), cls)


def _takewhile(predicate, items):
    for item in items:
        if not predicate(item):
            return
        yield item


@_class
class zip_longest:
    """Return a zip_longest object whose .__next__() method returns a tuple
    where the i-th element comes from the i-th iterable argument, as long as
    there is one that has an element."""

    def __new__(cls, *iterables, fillvalue=None):
        items = [iter(iterable) for iterable in iterables]
        return _typed(_zip_longest(items, fillvalue), cls)


def _zip_longest(iterators, fillvalue):
    left = len(iterators)
    if left == 0:
        return
    while True:
        items = []
        for i, iterator in enumerate(iterators):
            item = next(iterator, _missing)
            if item is _missing:
                left -= 1
                if left == 0:
                    return
                iterators[i] = repeat(fillvalue)
                item = fillvalue
            items.append(item)
        yield tuple(items)


# --- Groups ---------------------------------------------------------------------------


class groupby:
    """make an iterator that returns consecutive keys and groups from the
    iterable"""

    __slots__ = ("_items", "_key", "_current", "_current_key", "_wanted_key",
                 "_group")

    def __init__(self, iterable, key=None):
        self._items = iter(iterable)
        self._key = key
        self._current = self._current_key = self._wanted_key = _missing
        self._group = None

    def __iter__(self):
        return self

    def _step(self):
        # Takes the next item; raises StopIteration at the end.
        item = next(self._items)
        self._current_key = item if self._key is None else self._key(item)
        self._current = item

    def __next__(self):
        self._group = group = object()
        while True:
            if self._current_key is _missing:
                pass
            elif self._wanted_key is _missing:
                break
            elif not self._wanted_key == self._current_key:
                break
            self._step()
        self._wanted_key = self._current_key
        return (self._current_key,
                _typed(_members(self, group, self._wanted_key), _grouper))


@_class
class _grouper:
    pass


def _members(groups, group, key):
    while groups._group is group:
        if groups._current is _missing:
            try:
                groups._step()
            except StopIteration:
                return
        if not key == groups._current_key:
            return
        item = groups._current
        groups._current = _missing
        yield item


@_class
class _tee:
    pass


def tee(iterable, n=2, /):
    """Returns a tuple of n independent iterators."""
    if n < 0:
        raise ValueError("n must be >= 0")
    items = iter(iterable)
    # A chain of cells, each an item and the next cell, made as the first
    # follower gets there; what all have passed is garbage.
    cell = [_missing, None]
    return tuple([_typed(_follow(items, cell), _tee) for _ in range(n)])


def _follow(items, cell):
    while True:
        if cell[1] is None:
            for item in items:
                break
            else:
                return
            cell[0] = item
            cell[1] = [_missing, None]
        item, cell = cell
        yield item


# --- Combinatoric ---------------------------------------------------------------------


@_class
class product:
    """Cartesian product of input iterables. Equivalent to nested for-loops."""

    def __new__(cls, *iterables, repeat=1):
        repeat = _index(repeat)
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        pools = [tuple(iterable) for iterable in iterables] * repeat
        return _typed(_product(pools), cls)


def _product(pools):
    if not all(pools):
        return
    n = len(pools)
    at = [0] * n
    items = [pool[0] for pool in pools]
    while True:
        yield tuple(items)
        i = n - 1
        while i >= 0:
            at[i] += 1
            if at[i] < len(pools[i]):
                items[i] = pools[i][at[i]]
                break
            at[i] = 0
            items[i] = pools[i][0]
            i -= 1
        else:
            return


@_class
class permutations:
    """Return successive r-length permutations of elements in the iterable."""

    def __new__(cls, iterable, r=None):
        pool = tuple(iterable)
        if r is None:
            r = len(pool)
        elif not isinstance(r, int):
            raise TypeError("Expected int as r")
        if r < 0:
            raise ValueError("r must be non-negative")
        return _typed(_permutations(pool, r), cls)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield pool[:r]
    while True:
        i = r - 1
        while i >= 0:
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                j = n - cycles[i]
                indices[i], indices[j] = indices[j], indices[i]
                yield tuple([pool[k] for k in indices[:r]])
                break
            i -= 1
        else:
            return


@_class
class combinations:
    """Return successive r-length combinations of elements in the iterable."""

    def __new__(cls, iterable, r):
        pool = tuple(iterable)
        r = _index(r)
        if r < 0:
            raise ValueError("r must be non-negative")
        return _typed(_combinations(pool, r), cls)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    while True:
        yield tuple([pool[i] for i in indices])
        i = r - 1
        while i >= 0 and indices[i] == i + n - r:
            i -= 1
        if i < 0:
            return
        first = indices[i] + 1
        for j in range(i, r):
            indices[j] = first + j - i


@_class
class combinations_with_replacement:
    """Return successive r-length combinations of elements in the iterable
    allowing individual elements to have successive repeats."""

    def __new__(cls, iterable, r):
        pool = tuple(iterable)
        r = _index(r)
        if r < 0:
            raise ValueError("r must be non-negative")
        return _typed(_combinations_with_replacement(pool, r), cls)


def _combinations_with_replacement(pool, r):
    n = len(pool)
    if n == 0 and r > 0:
        return
    indices = [0] * r
    while True:
        yield tuple([pool[i] for i in indices])
        i = r - 1
        while i >= 0 and indices[i] == n - 1:
            i -= 1
        if i < 0:
            return
        indices[i:] = [indices[i] + 1] * (r - i)
