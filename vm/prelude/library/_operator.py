# Module _operator, under the library's operator: what that has in Python with
# other errors.

from _prelude import index_of as _index_of


def index(a, /):
    """Same as a.__index__()"""
    return _index_of(a)
