# Module array.  An array is a bytearray of its items' bytes and a type code;
# vm/lib/array_module.cc has what is hot.

import _array
from _prelude import (index_of as _index_of, is_buffer as _is_buffer,
                      set_collection as _set_collection)
from builtins import memoryview as _memoryview
from sys import maxsize as _maxsize

typecodes = "bBuhHiIlLqQfd"
_TO_FILE_BYTES = 64 * 1024


def _is_index(value):
    return hasattr(type(value), "__index__")


class array:
    """Numbers of one C type, in one block."""

    __slots__ = ("_array_bytes", "_code", "__weakref__")
    __hash__ = None

    append = _array.append
    __len__ = _array.__len__
    __getitem__ = _array.__getitem__
    __setitem__ = _array.__setitem__

    def __new__(cls, *args, **kwargs):
        if kwargs and cls is array:
            raise TypeError("array.array() takes no keyword arguments")
        if not 1 <= len(args) <= 2:
            raise TypeError(
                f"array() takes at {'most 2' if args else 'least 1'} argument"
                f"{'s' if args else ''} ({len(args)} given)")
        code = args[0]
        if not isinstance(code, str) or len(code) != 1:
            raise TypeError("array() argument 1 must be a unicode character, "
                            f"not {_named(code)}")
        items = args[1] if len(args) > 1 else ()
        if code != "u":
            if isinstance(items, str):
                raise TypeError("cannot use a str to initialize an array with "
                                f"typecode '{code}'")
            if isinstance(items, array) and items._code == "u":
                raise TypeError("cannot use a unicode array to initialize an "
                                f"array with typecode '{code}'")
        if not isinstance(items, (list, tuple, str, bytes, bytearray, array)):
            items = iter(items)
        if code not in typecodes:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, "
                             "q, Q, f or d)")
        self = object.__new__(cls)
        self._array_bytes, self._code = bytearray(), str(code)
        _fill(self, items)
        return self

    @property
    def typecode(self):
        """The letter of the C type."""
        return self._code

    @property
    def itemsize(self):
        """How many bytes an item takes."""
        return _array.item_size(self._code)

    # --- Parts ----------------------------------------------------------------

    def _get_part(self, key):
        if not isinstance(key, slice):
            return self[_place(key)]
        start, stop, step = key.indices(len(self))
        size = self.itemsize
        data = self._array_bytes
        if step == 1:
            return _made(self._code, data[start * size:stop * size])
        part = bytearray(len(range(start, stop, step)) * size)
        for byte in range(size):
            part[byte::size] = data[byte::size][key]
        return _made(self._code, part)

    def _set_part(self, key, value):
        if not isinstance(key, slice):
            self[_place(key)] = value
            return
        start, stop, step = key.indices(len(self))
        if not isinstance(value, array):
            raise TypeError("can only assign array (not "
                            f"\"{type(value).__name__}\") to array slice")
        if value._code != self._code:
            raise TypeError("bad argument type for built-in operation")
        if step == 1:
            _splice(self, start, max(start, stop), bytes(value._array_bytes))
            return
        count, size = len(range(start, stop, step)), self.itemsize
        if len(value) != count:
            raise ValueError(f"attempt to assign array of size {len(value)} "
                             f"to extended slice of size {count}")
        given = bytes(value._array_bytes)
        for byte in range(size):
            row = self._array_bytes[byte::size]
            row[key] = given[byte::size]
            self._array_bytes[byte::size] = row

    def __delitem__(self, key, /):
        if not isinstance(key, slice):
            place = _place(key)
            count = len(self)
            if place < 0:
                place += count
            if not 0 <= place < count:
                raise IndexError("array assignment index out of range")
            _splice(self, place, place + 1, b"")
            return
        start, stop, step = key.indices(len(self))
        if step == 1:
            _splice(self, start, max(start, stop), b"")
            return
        size = self.itemsize
        rows = []
        for byte in range(size):
            row = self._array_bytes[byte::size]
            del row[key]
            rows.append(row)
        left = bytearray(len(rows[0]) * size)
        for byte, row in enumerate(rows):
            left[byte::size] = row
        _splice(self, 0, len(self), left)

    def __iter__(self):
        return arrayiterator(self)

    def __contains__(self, value, /):
        return value in self.tolist()

    # --- Operators ------------------------------------------------------------

    def __eq__(self, other, /):
        if not isinstance(other, array):
            return NotImplemented
        return self.tolist() == other.tolist()

    def __ne__(self, other, /):
        if not isinstance(other, array):
            return NotImplemented
        return self.tolist() != other.tolist()

    def __lt__(self, other, /):
        if not isinstance(other, array):
            return NotImplemented
        return self.tolist() < other.tolist()

    def __le__(self, other, /):
        if not isinstance(other, array):
            return NotImplemented
        return self.tolist() <= other.tolist()

    def __gt__(self, other, /):
        if not isinstance(other, array):
            return NotImplemented
        return self.tolist() > other.tolist()

    def __ge__(self, other, /):
        if not isinstance(other, array):
            return NotImplemented
        return self.tolist() >= other.tolist()

    def __add__(self, other, /):
        if not isinstance(other, array):
            raise TypeError("can only append array (not "
                            f"\"{type(other).__name__}\") to array")
        if other._code != self._code:
            raise TypeError("bad argument type for built-in operation")
        return _made(self._code, self._array_bytes + other._array_bytes)

    def __iadd__(self, other, /):
        if not isinstance(other, array):
            raise TypeError("can only extend array with array (not "
                            f"\"{type(other).__name__}\")")
        self.extend(other)
        return self

    def __mul__(self, count, /):
        return _made(self._code, self._array_bytes * _times(count))

    __rmul__ = __mul__

    def __imul__(self, count, /):
        _splice(self, 0, len(self), self._array_bytes * _times(count))
        return self

    def __repr__(self):
        name = type(self).__name__
        if not len(self):
            return f"{name}('{self._code}')"
        shown = self.tounicode() if self._code == "u" else self.tolist()
        return f"{name}('{self._code}', {shown!r})"

    # --- Methods --------------------------------------------------------------

    def buffer_info(self, /):
        return id(self._array_bytes), len(self)

    def byteswap(self, /):
        data, size = self._array_bytes, self.itemsize
        for byte in range(size // 2):
            other = size - 1 - byte
            data[byte::size], data[other::size] = \
                data[other::size], data[byte::size]

    def count(self, v, /):
        return self.tolist().count(v)

    def extend(self, bb, /):
        if isinstance(bb, array):
            if bb._code != self._code:
                raise TypeError("can only extend with array of same kind")
            _splice(self, len(self), len(self), bytes(bb._array_bytes))
            return
        for item in bb:
            self.append(item)

    def frombytes(self, buffer, /):
        if not _is_buffer(buffer):
            raise TypeError("a bytes-like object is required, not "
                            f"'{type(buffer).__name__}'")
        with _memoryview(buffer) as view:
            if view.itemsize != 1:
                raise TypeError("a bytes-like object is required")
            data = view.tobytes()
        if len(data) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        _splice(self, len(self), len(self), data)

    def fromfile(self, f, n, /):
        n = _index_of(n)
        if n < 0:
            raise ValueError("negative count")
        data = f.read(n * self.itemsize)
        if not isinstance(data, bytes):
            raise TypeError("read() didn't return bytes")
        self.frombytes(data)
        if len(data) != n * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def fromlist(self, list, /):
        if not isinstance(list, _list):
            raise TypeError("arg must be list")
        before = len(self)
        try:
            for item in list:
                self.append(item)
        except BaseException:
            _splice(self, before, len(self), b"")
            raise

    def fromunicode(self, ustr, /):
        if not isinstance(ustr, str):
            raise TypeError("fromunicode() argument must be str, not "
                            f"{type(ustr).__name__}")
        if self._code != "u":
            raise ValueError("fromunicode() may only be called on unicode type "
                             "arrays")
        _splice(self, len(self), len(self), _utf32(ustr))

    def index(self, v, start=0, stop=_maxsize, /):
        items = self.tolist()
        for place in range(*slice(start, stop).indices(len(items))):
            if items[place] == v:
                return place
        raise ValueError("array.index(x): x not in array")

    def insert(self, i, v, /):
        place, count = _index_of(i), len(self)
        if place < 0:
            place = max(place + count, 0)
        place = min(place, count)
        _splice(self, place, place, _array.pack(self._code, v))

    def pop(self, i=-1, /):
        place, count = _index_of(i), len(self)
        if not count:
            raise IndexError("pop from empty array")
        if place < 0:
            place += count
        if not 0 <= place < count:
            raise IndexError("pop index out of range")
        item = self[place]
        _splice(self, place, place + 1, b"")
        return item

    def remove(self, v, /):
        for place, item in enumerate(self.tolist()):
            if item == v:
                _splice(self, place, place + 1, b"")
                return
        raise ValueError("array.remove(x): x not in array")

    def reverse(self, /):
        data, size = self._array_bytes, self.itemsize
        for byte in range(size):
            data[byte::size] = data[byte::size][::-1]
        if size > 1:
            self._array_bytes[:] = data

    def tobytes(self, /):
        return bytes(self._array_bytes)

    def tofile(self, f, /):
        data = self.tobytes()
        for start in range(0, len(data), _TO_FILE_BYTES):
            f.write(data[start:start + _TO_FILE_BYTES])

    def tolist(self, /):
        return _array.unpack(self._code, self._array_bytes)

    def tounicode(self, /):
        if self._code != "u":
            raise ValueError("tounicode() may only be called on unicode type "
                             "arrays")
        for point in _array.unpack("I", self._array_bytes):
            if point > 0x10FFFF:
                raise ValueError(f"character U+{point:x} is not in range "
                                 "[U+0000; U+10ffff]")
        return "".join(self.tolist())

    # --- Copies ---------------------------------------------------------------

    def __copy__(self, /):
        return _made(self._code, self._array_bytes[:])

    def __deepcopy__(self, unused, /):
        return self.__copy__()

    def __reduce_ex__(self, protocol, /):
        if not isinstance(protocol, int):
            raise TypeError("__reduce_ex__ argument should be an integer")
        state = getattr(self, "__dict__", None)
        if protocol < 3:
            return type(self), (self._code, self.tolist()), state
        return (_array_reconstructor,
                (type(self), self._code, _FORMATS.index(_machine(self._code)),
                 self.tobytes()), state)

    def __sizeof__(self, /):
        return 80 + len(self._array_bytes)


_list = list
_set_collection(array, 1 << 5)  # A sequence to `match`.
ArrayType = array


class arrayiterator:
    __module__ = "array"
    __slots__ = ("_array", "_place")

    def __init__(self, array):
        self._array, self._place = array, 0

    def __iter__(self):
        return self

    def __next__(self):
        array = self._array
        if array is None:
            raise StopIteration
        item = _array.step(array, self._place)
        if item is array:
            self._array = None
            raise StopIteration
        self._place += 1
        return item

    def __reduce__(self):
        if self._array is None:
            return iter, ((),)
        return iter, (self._array,), self._place

    def __setstate__(self, state):
        if self._array is not None:
            self._place = max(0, min(_index_of(state), len(self._array)))


# --- What the methods share -------------------------------------------------------

def _place(key):
    if not _is_index(key):
        raise TypeError("array indices must be integers")
    return _index_of(key)


def _named(value):
    return "None" if value is None else type(value).__name__


def _times(count):
    if not _is_index(count):
        raise TypeError("can't multiply sequence by non-int of type "
                        f"'{type(count).__name__}'")
    return _index_of(count)


def _utf32(text):
    return _array.pack_all("u", list(text))


def _made(code, data):
    made = object.__new__(array)
    made._array_bytes, made._code = data, code
    return made


def _splice(self, start, stop, data):
    size = self.itemsize
    try:
        self._array_bytes[start * size:stop * size] = data
    except BufferError:
        raise BufferError("cannot resize an array that is exporting buffers") \
            from None


def _fill(self, items):
    if isinstance(items, str):
        self._array_bytes = bytearray(_utf32(items))
    elif isinstance(items, (bytes, bytearray)):
        self.frombytes(items)
    elif isinstance(items, array) and items._code == self._code:
        self._array_bytes = items._array_bytes[:]
    else:
        if isinstance(items, array):
            items = items.tolist()
        packed = None
        if type(items) is list or type(items) is tuple:
            packed = _array.pack_all(self._code, items)
        if packed is not None:
            self._array_bytes = bytearray(packed)
            return
        append = _array.append
        for item in items:
            append(self, item)


# --- Arrays of other machines -----------------------------------------------------

# struct's name of each format that __reduce_ex__ numbers; then texts.
_FORMATS = ["B", "b", "<H", ">H", "<h", ">h", "<I", ">I", "<i", ">i", "<Q",
            ">Q", "<q", ">q", "<f", ">f", "<d", ">d", "utf-16-le", "utf-16-be",
            "utf-32-le", "utf-32-be"]


def _machine(code):
    # The format that arrays of the type code have here.
    if code == "u":
        return "utf-32-le"
    if code in "bB":
        return code
    return "<" + {"l": "q", "L": "Q"}.get(code, code)


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    if not isinstance(arraytype, type):
        raise TypeError("first argument must be a type object, not "
                        f"{type(arraytype).__name__}")
    if not issubclass(arraytype, array):
        raise TypeError(f"{arraytype.__name__} is not a subtype of array.array")
    if not isinstance(typecode, str) or len(typecode) != 1:
        raise TypeError("_array_reconstructor() argument 2 must be a unicode "
                        f"character, not {type(typecode).__name__}")
    if typecode not in typecodes:
        raise ValueError("second argument must be a valid type code")
    if not 0 <= _index_of(mformat_code) < len(_FORMATS):
        raise ValueError("third argument must be a valid machine format code.")
    if not isinstance(items, bytes):
        raise TypeError("fourth argument should be bytes, not "
                        f"{type(items).__name__}")
    format = _FORMATS[mformat_code]
    if format == _machine(typecode):
        made = arraytype(typecode)
        made.frombytes(items)
        return made
    if format.startswith("utf"):
        return arraytype(typecode, items.decode(format))
    import struct
    size = struct.calcsize(format)
    if len(items) % size:
        raise ValueError("string length not a multiple of item size")
    return arraytype(typecode,
                     [item for item, in struct.iter_unpack(format, items)])


import _collections_abc

_collections_abc.MutableSequence.register(array)
