# Module _bisect, under the library's bisect: places in sorted sequences.


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


def _end(a, lo, hi):
    if lo < 0:
        raise ValueError("lo must be non-negative")
    return len(a) if hi is None else hi


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """The first place in a, which is sorted, where x could be inserted."""
    return _before(a, x, lo, _end(a, lo, hi), key)


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """The last place in a, which is sorted, where x could be inserted."""
    return _behind(a, x, lo, _end(a, lo, hi), key)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    """Inserts x in a, which is sorted, before what equals it."""
    wanted = x if key is None else key(x)
    a.insert(_before(a, wanted, lo, _end(a, lo, hi), key), x)


def insort_right(a, x, lo=0, hi=None, *, key=None):
    """Inserts x in a, which is sorted, behind what equals it."""
    wanted = x if key is None else key(x)
    a.insert(_behind(a, wanted, lo, _end(a, lo, hi), key), x)
