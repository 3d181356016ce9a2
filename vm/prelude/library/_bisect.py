# Module _bisect, under the library's bisect: places in sorted sequences.

from _prelude import index_of as _index, special as _special
import sys as _sys


def _before(a, x, lo, hi, key):
    while lo < hi:
        middle = (lo + hi) // 2
        if (a[middle] if key is None else key(a[middle])) < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


def _behind(a, x, lo, hi, key):
    while lo < hi:
        middle = (lo + hi) // 2
        if x < (a[middle] if key is None else key(a[middle])):
            hi = middle
        else:
            lo = middle + 1
    return lo


def _bounds(a, lo, hi):
    # An hi of -1 stands for None, and any other below 0 for nothing to search.
    lo = _sized(lo, "Python int too large to convert to C ssize_t")
    if hi is not None:
        if _special(hi, "__index__") is None:
            raise TypeError("argument should be integer or None, not "
                            f"'{type(hi).__name__}'")
        hi = _sized(hi, "cannot fit 'int' into an index-sized integer")
    if lo < 0:
        raise ValueError("lo must be non-negative")
    return lo, len(a) if hi is None or hi == -1 else hi


def _sized(n, refusal):
    n = _index(n)
    if not -_sys.maxsize - 1 <= n <= _sys.maxsize:
        raise OverflowError(refusal)
    return n


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """The first place in a, which is sorted, where x could be inserted."""
    return _before(a, x, *_bounds(a, lo, hi), key)


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """The last place in a, which is sorted, where x could be inserted."""
    return _behind(a, x, *_bounds(a, lo, hi), key)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    """Inserts x in a, which is sorted, before what equals it."""
    wanted = x if key is None else key(x)
    a.insert(_before(a, wanted, *_bounds(a, lo, hi), key), x)


def insort_right(a, x, lo=0, hi=None, *, key=None):
    """Inserts x in a, which is sorted, behind what equals it."""
    wanted = x if key is None else key(x)
    a.insert(_behind(a, wanted, *_bounds(a, lo, hi), key), x)
