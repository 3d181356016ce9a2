# Module _struct, under the library's struct: values as the bytes of C.

from _layout import layout as _layout, pack as _pack, unpack as _unpack
from _prelude import (float_new as _float_new, index_of as _index_of,
                      is_buffer as _is_buffer, keep_opaque as _opaque)
from builtins import memoryview as _memoryview


class error(Exception):
    __module__ = "struct"


def _text_of(format):
    if isinstance(format, str):
        # The characters that CPython refuses, in its words.
        return format.encode("ascii").decode("ascii")
    if isinstance(format, (bytes, bytearray)):
        return bytes(format).decode("latin-1")
    raise TypeError("Struct() argument 1 must be a str or bytes object, not "
                    f"{type(format).__name__}")


def _checked(result):
    if type(result) is str:
        raise error(result)
    return result


def _packed(format, values):
    result = _checked(_pack(format, values))
    while type(result) is tuple:
        # A value whose class says which number it is.
        at, kind = result
        value = values[at]
        if kind == "?":
            value = bool(value)
        elif kind in "efd":
            value = _float_new(float, value)
        else:
            value = _index_of(value)
        values = values[:at] + (value,) + values[at + 1:]
        result = _checked(_pack(format, values))
    return result


def _check_count(function, count, values):
    if len(values) != count:
        raise error(f"{function} expected {count} items for packing "
                    f"(got {len(values)})")


def _size_of(buffer):
    if isinstance(buffer, (bytes, bytearray)):
        return len(buffer)
    if _is_buffer(buffer):
        return _memoryview(buffer).nbytes
    raise TypeError("a bytes-like object is required, not "
                    f"'{type(buffer).__name__}'")


def _place(offset, size, room, function, doing, too_short):
    # Where `size` bytes at `offset` of a buffer begin.
    offset = _index_of(offset)
    if not -2 ** 63 <= offset < 2 ** 63:
        raise OverflowError("Python int too large to convert to C ssize_t")
    if offset < 0:
        if offset + size > 0:
            raise error(f"{too_short} {size} bytes at offset {offset}")
        if offset + room < 0:
            raise error(f"offset {offset} out of range for {room}-byte buffer")
        offset += room
    if room - offset < size:
        raise error(f"{function} requires a buffer of at least "
                    f"{size + offset} bytes for {doing} {size} bytes at "
                    f"offset {offset} (actual buffer size is {room})")
    return offset


@_opaque
class Struct:
    """A format that is read once, to pack and unpack by it."""

    __module__ = "_struct"

    def __init__(self, format):
        self._format = _text_of(format)
        self._size, self._count = _checked(_layout(self._format))

    @property
    def format(self):
        return self._format

    @property
    def size(self):
        return self._size

    def pack(self, *values):
        _check_count("pack", self._count, values)
        return _packed(self._format, values)

    def pack_into(self, *args):
        if len(args) < 2:
            raise error("pack_into expected buffer argument" if not args
                        else "pack_into expected offset argument")
        buffer, offset, *values = args
        _check_count("pack_into", self._count, values)
        if isinstance(buffer, bytes) \
                or isinstance(buffer, _memoryview) and buffer.readonly \
                or not _is_buffer(buffer):
            raise TypeError("argument must be read-write bytes-like object, "
                            f"not {type(buffer).__name__}")
        at = _place(offset, self._size, _size_of(buffer), "pack_into",
                    "packing", "no space to pack")
        data = _packed(self._format, tuple(values))
        with _memoryview(buffer).cast("B") as view:
            view[at:at + self._size] = data

    def unpack(self, buffer, /):
        if _size_of(buffer) != self._size:
            raise error(f"unpack requires a buffer of {self._size} bytes")
        return _unpack(self._format, buffer, 0)

    def unpack_from(self, buffer, offset=0):
        at = _place(offset, self._size, _size_of(buffer), "unpack_from",
                    "unpacking", "not enough data to unpack")
        return _unpack(self._format, buffer, at)

    def iter_unpack(self, buffer, /):
        size = _size_of(buffer)
        if self._size == 0:
            raise error("cannot iteratively unpack with a struct of length 0")
        if size % self._size != 0:
            raise error("iterative unpacking requires a buffer of a multiple "
                        f"of {self._size} bytes")
        return unpack_iterator(self._format, self._size, buffer, size)

    def __repr__(self):
        return f"<_struct.Struct object at {id(self):#x}>" \
            if type(self) is Struct else object.__repr__(self)


class unpack_iterator:
    __module__ = "_struct"

    def __init__(self, format, size, buffer, end):
        self._format, self._size = format, size
        self._buffer, self._at, self._end = buffer, 0, end

    def __iter__(self):
        return self

    def __next__(self):
        at = self._at
        if at >= self._end:
            raise StopIteration
        self._at = at + self._size
        return _unpack(self._format, self._buffer, at)

    def __length_hint__(self):
        return (self._end - self._at) // self._size


_known = {}


def _struct_of(format):
    # As the library's: what was used is likely to be used again.
    found = _known.get(format)
    if found is None:
        if len(_known) >= 100:
            _known.clear()
        found = _known[format] = Struct(format)
    return found


def calcsize(format, /):
    return _struct_of(format).size


def pack(*args):
    if not args:
        raise TypeError("missing format argument")
    return _struct_of(args[0]).pack(*args[1:])


def pack_into(*args):
    if not args:
        raise TypeError("missing format argument")
    _struct_of(args[0]).pack_into(*args[1:])


def unpack(format, buffer, /):
    return _struct_of(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return _struct_of(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return _struct_of(format).iter_unpack(buffer)


def _clearcache():
    _known.clear()
