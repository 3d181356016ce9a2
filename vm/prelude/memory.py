# memoryview: what most programs do with it, which is bytes in a row.  Other
# formats, shapes and strides are in the module _memory, read when needed.
#
# A view is an offset into the bytes or bytearray at `_base`.  Natives that take
# bytes take views that lie in one piece (GetBuffer in vm/objects/text_value.h),
# and know `_base`, `_start`, `_size` and `_whole`.

not_given = object()


class memoryview:
    """A view of the bytes of another object, without a copy."""

    __slots__ = ("_obj", "_base", "_start", "_size", "_whole", "_readonly",
                 "_format", "_shape", "_strides", "__weakref__")

    def __new__(cls, object=not_given):
        if object is not_given:
            raise TypeError("memoryview() missing required argument 'object' "
                            "(pos 1)")
        self = new_view(cls)
        if isinstance(object, memoryview):
            copy_view(object, self)
        elif isinstance(object, (bytes, bytearray)):
            # A subclass's own ways of indexing are not asked.
            base = payload(object)
            size = len(base)
            self._obj, self._base = object, base
            self._start, self._size, self._whole = 0, size, True
            self._readonly = isinstance(object, bytes)
            self._format = "B"
            self._shape, self._strides = (size,), (1,)
            if not self._readonly:
                add_view(base, self)
        elif special(object, "_array_bytes") is not None:
            view_array(self, object)
        else:
            raise TypeError("memoryview: a bytes-like object is required, not "
                            f"'{type_name(object)}'")
        return self

    def __init_subclass__(cls):
        raise TypeError("type 'memoryview' is not an acceptable base type")

    @property
    def obj(self):
        base_of(self)
        return self._obj

    @property
    def nbytes(self):
        base_of(self)
        return self._size

    @property
    def readonly(self):
        base_of(self)
        return self._readonly

    @property
    def itemsize(self):
        base_of(self)
        return ITEM_SIZES[self._format]

    @property
    def format(self):
        base_of(self)
        return self._format

    @property
    def ndim(self):
        base_of(self)
        return len(self._shape)

    @property
    def shape(self):
        base_of(self)
        return self._shape

    @property
    def strides(self):
        base_of(self)
        return self._strides

    @property
    def suboffsets(self):
        base_of(self)
        return ()

    @property
    def c_contiguous(self):
        base_of(self)
        return self._whole

    @property
    def f_contiguous(self):
        base_of(self)
        return (self._whole if len(self._shape) < 2
                else more().is_fortran(self))

    @property
    def contiguous(self):
        return self.c_contiguous or self.f_contiguous

    def __len__(self):
        base_of(self)
        return self._shape[0] if self._shape else 1

    def __getitem__(self, key):
        base = base_of(self)
        if len(self._shape) != 1 or type(key) is tuple:
            return more().get_item(self, key)
        if type(key) is slice:
            return part_of(self, key)
        place = place_of(self, key)
        if self._format == "B":
            return base[place]
        return more().unpack(self, place)

    def __setitem__(self, key, value):
        base = base_of(self)
        if self._readonly:
            raise TypeError("cannot modify read-only memory")
        if (len(self._shape) != 1 or type(key) is tuple or type(key) is slice
                or self._format != "B"):
            more().set_item(self, key, value)
            return
        place = place_of(self, key)
        if special(value, "__index__") is None:
            raise TypeError("memoryview: invalid type for format 'B'")
        value = index_of(value)
        if not 0 <= value <= 255:
            raise ValueError("memoryview: invalid value for format 'B'")
        base[place] = value

    def __delitem__(self, key):
        base_of(self)
        raise TypeError("cannot modify read-only memory" if self._readonly
                        else "cannot delete memory")

    def tobytes(self, order="C"):
        base = base_of(self)
        if order not in ("C", "F", "A", None):
            raise ValueError("order must be 'C', 'F' or 'A'")
        if self._whole and (len(self._shape) < 2 or order != "F"):
            return bytes(base[self._start:self._start + self._size])
        return more().to_bytes(self, order)

    def tolist(self):
        base = base_of(self)
        if self._whole and self._format == "B" and len(self._shape) == 1:
            return list(base[self._start:self._start + self._size])
        return more().to_list(self)

    def hex(self, sep=not_given, bytes_per_sep=1):
        if sep is not_given:
            return self.tobytes().hex()
        return self.tobytes().hex(sep, bytes_per_sep)

    def __iter__(self):
        base_of(self)
        if len(self._shape) != 1:
            raise TypeError("invalid indexing of 0-dim memory") \
                if not self._shape else NotImplementedError(
                    "multi-dimensional sub-views are not implemented")
        return items_of(self)

    def __eq__(self, other):
        if self is other:
            return True
        if self._base is None:
            return False
        if not is_buffer(other):
            return NotImplemented
        if not isinstance(other, memoryview):
            other = memoryview(other)
        if other._base is None or self._shape != other._shape:
            return False
        if self._format == other._format == "B":
            return self.tobytes() == other.tobytes()
        if "w" in self._format + other._format:
            return False  # Of array("u"), which only it can read.
        return self.tolist() == other.tolist()

    def __hash__(self):
        base_of(self)
        if not self._readonly:
            raise ValueError("cannot hash writable memoryview object")
        if self._format not in ("B", "b", "c"):
            raise ValueError("memoryview: hashing is restricted to formats "
                             "'B', 'b' or 'c'")
        return hash(self.tobytes())

    def toreadonly(self):
        base_of(self)
        view = memoryview(self)
        view._readonly = True
        return view

    def cast(self, format, shape=None):
        base_of(self)
        if not isinstance(format, str):
            raise TypeError("cast() argument 'format' must be str, not "
                            f"{type_name(format)}")
        return more().cast(self, format, shape)

    def release(self):
        self._obj = self._base = None

    def __enter__(self):
        base_of(self)
        return self

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        if self._base is None:
            return f"<released memory at 0x{id(self):012x}>"
        return f"<memory at 0x{id(self):012x}>"

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle memoryview objects")


memoryview.__module__ = "builtins"
set_collection(memoryview, 1 << 5)  # A sequence to `match`.
new_view = object.__new__

# The bytes of one item.
ITEM_SIZES = {"B": 1}
ITEM_SIZES.update(dict.fromkeys("bc?", 1), **dict.fromkeys("hH", 2),
             **dict.fromkeys("iIfw", 4), **dict.fromkeys("lLqQnNdP", 8))
ITEM_SIZES.update([("@" + letter, size) for letter, size in ITEM_SIZES.items()])


def more():
    import _memory
    return _memory


def base_of(view):
    base = view._base
    if base is None:
        raise ValueError("operation forbidden on released memoryview object")
    return base


def copy_view(view, to):
    to._base = base_of(view)
    to._obj = view._obj
    to._start, to._size, to._whole = view._start, view._size, view._whole
    to._readonly, to._format = view._readonly, view._format
    to._shape, to._strides = view._shape, view._strides
    if isinstance(to._base, bytearray):
        add_view(to._base, to)


def view_array(self, array):
    # Of module array.
    base = array._array_bytes
    self._obj, self._base, self._readonly = array, base, False
    self._start, self._size, self._whole = 0, len(base), True
    self._format = "w" if array.typecode == "u" else array.typecode
    self._shape, self._strides = (len(array),), (array.itemsize,)
    add_view(base, self)


def place_of(view, key):
    if special(key, "__index__") is None:
        raise TypeError("memoryview: invalid slice key")
    size = view._shape[0]
    index = index_of(key)
    if index < 0:
        index += size
    if not 0 <= index < size:
        raise IndexError("index out of bounds on dimension 1")
    return view._start + index * view._strides[0]


def part_of(view, key):
    # A slice of a view of one dimension.
    start, stop, step = key.indices(view._shape[0])
    count = len(range(start, stop, step))
    stride = view._strides[0]
    each = ITEM_SIZES[view._format]
    part = memoryview(view)
    part._start = view._start + start * stride
    part._size = count * each
    part._shape = (count,)
    part._strides = (stride * step,)
    part._whole = count < 2 or stride * step == each
    return part


def items_of(view):
    for index in range(len(view)):
        yield view[index]
