# memoryview, of bytes and bytearray: its items are bytes (format "B"), or what
# cast() says.

# Format -> (bytes, signed) of an int.
INT_FORMATS = {"b": (1, True), "B": (1, False), "h": (2, True),
               "H": (2, False), "i": (4, True), "I": (4, False),
               "l": (8, True), "L": (8, False), "q": (8, True),
               "Q": (8, False), "n": (8, True), "N": (8, False)}
ITEM_SIZES = {letter: size for letter, (size, _) in INT_FORMATS.items()}
ITEM_SIZES.update({"c": 1, "?": 1})


def item_of_bytes(letter, data):
    if letter == "c":
        return bytes(data)
    if letter == "?":
        return data != b"\0"
    return int.from_bytes(data, "little", signed=INT_FORMATS[letter][1])


def bytes_of_item(letter, value):
    if letter == "c":
        if not isinstance(value, bytes):
            raise TypeError("memoryview: invalid type for format 'c'")
        if len(value) != 1:
            raise ValueError("memoryview: invalid value for format 'c'")
        return value
    if letter == "?":
        return b"\1" if value else b"\0"
    if special(value, "__index__") is None:
        raise TypeError(f"memoryview: invalid type for format '{letter}'")
    size, signed = INT_FORMATS[letter]
    try:
        return index_of(value).to_bytes(size, "little", signed=signed)
    except OverflowError:
        raise ValueError("memoryview: invalid value for format "
                         f"'{letter}'") from None


class memoryview:
    """A view of the bytes of another object, without a copy."""

    # The items begin at the places of `_span` in `obj`.
    __slots__ = ("obj", "_span", "_released", "format")

    ndim = 1
    suboffsets = ()

    def __init__(self, object):
        if isinstance(object, memoryview):
            object._check()
            self.obj = object.obj
            self._span = object._span
            self.format = object.format
        elif isinstance(object, (bytes, bytearray)):
            self.obj = object
            self._span = range(bytearray.__len__(object)
                               if isinstance(object, bytearray)
                               else bytes.__len__(object))
            self.format = "B"
        else:
            raise TypeError("memoryview: a bytes-like object is required, not "
                            f"'{type(object).__name__}'")
        self._released = False

    def _check(self):
        if self._released:
            raise ValueError("operation forbidden on released memoryview "
                             "object")

    def __len__(self):
        self._check()
        return len(self._span)

    @property
    def itemsize(self):
        self._check()
        return ITEM_SIZES[self.format[-1]]

    @property
    def nbytes(self):
        return len(self) * self.itemsize

    @property
    def readonly(self):
        return isinstance(self.obj, bytes)

    @property
    def shape(self):
        return (len(self),)

    @property
    def strides(self):
        return (self._span.step,)

    @property
    def contiguous(self):
        return self._span.step == self.itemsize

    @property
    def c_contiguous(self):
        return self.contiguous

    @property
    def f_contiguous(self):
        return self.contiguous

    def __getitem__(self, key):
        self._check()
        if isinstance(key, slice):
            view = memoryview(self)
            view._span = self._span[key]
            return view
        place = self._place(key)
        if self.format == "B":
            return memory_item(self.obj, place)
        return item_of_bytes(self.format[-1], memory_part(
            self.obj, place, place + self.itemsize))

    def _place(self, key):
        if special(key, "__index__") is None:
            raise TypeError("memoryview: invalid slice key")
        try:
            return self._span[key]
        except IndexError:
            raise IndexError("index out of bounds on dimension 1") from None

    def __setitem__(self, key, value):
        self._check()
        if self.readonly:
            raise TypeError("cannot modify read-only memory")
        if not isinstance(key, slice):
            self._write(self._place(key),
                        bytes_of_item(self.format[-1], value))
            return
        span = self._span[key]
        value = memoryview(value)
        if len(value) != len(span) or value.format[-1] != self.format[-1]:
            raise ValueError("memoryview assignment: lvalue and rvalue have "
                             "different structures")
        size = self.itemsize
        data = value.tobytes()
        for i, place in enumerate(span):
            self._write(place, data[i * size:(i + 1) * size])

    def _write(self, place, data):
        for byte in data:
            bytearray.__setitem__(self.obj, place, byte)
            place += 1

    def __delitem__(self, key):
        raise TypeError("cannot delete memory")

    def tobytes(self, order="C"):
        self._check()
        span = self._span
        if len(span) == 0:
            return b""
        size = self.itemsize
        if span.step == size:
            return bytes(memory_part(self.obj, span.start, span.stop))
        return b"".join([bytes(memory_part(self.obj, place, place + size))
                         for place in span])

    __bytes__ = tobytes

    def tolist(self):
        data = self.tobytes()
        if self.format == "B":
            return list(data)
        size, letter = self.itemsize, self.format[-1]
        return [item_of_bytes(letter, data[i:i + size])
                for i in range(0, len(data), size)]

    def hex(self, *args):
        return self.tobytes().hex(*args)

    def __iter__(self):
        return iter(self.tolist())

    def __contains__(self, value):
        return value in self.tolist()

    def __eq__(self, other):
        if isinstance(other, (bytes, bytearray)):
            other = memoryview(other)
        if not isinstance(other, memoryview):
            return NotImplemented
        if self.format[-1] == other.format[-1]:
            return self.tobytes() == other.tobytes()
        return self.tolist() == other.tolist()

    def __hash__(self):
        if not self.readonly:
            raise ValueError("cannot hash writable memoryview object")
        return hash(self.tobytes())

    def toreadonly(self):
        return memoryview(self.tobytes())

    def cast(self, format, shape=None):
        self._check()
        if not isinstance(format, str):
            raise TypeError("cast() argument 'format' must be str, not "
                            + type(format).__name__)
        letter = format[1:] if format[:1] == "@" else format
        if letter in ("f", "d"):
            raise NotImplementedError("memoryview.cast() to float formats is "
                                      "not supported yet")
        if letter not in ITEM_SIZES:
            raise ValueError("memoryview: destination format must be a native "
                             "single character format prefixed with an "
                             "optional '@'")
        if not self.contiguous:
            raise TypeError("memoryview: casts are restricted to C-contiguous "
                            "views")
        if letter not in "Bbc" and self.format[-1] not in "Bbc":
            raise TypeError("memoryview: cannot cast between two non-byte "
                            "formats")
        if shape is not None and len(shape) != 1:
            raise NotImplementedError("memoryview.cast() to more than one "
                                      "dimension is not supported yet")
        size = ITEM_SIZES[letter]
        if self.nbytes % size:
            raise TypeError("memoryview: length is not a multiple of itemsize")
        if shape is not None and shape[0] * size != self.nbytes:
            raise TypeError("memoryview: product(shape) * itemsize != "
                            "buffer size")
        view = memoryview(self)
        start = self._span.start
        view._span = range(start, start + self.nbytes, size)
        view.format = format
        return view

    def release(self):
        self._released = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, traceback):
        self.release()

    def __repr__(self):
        if self._released:
            return f"<released memory at 0x{id(self):x}>"
        return f"<memory at 0x{id(self):x}>"


def memory_item(obj, place):
    # Not obj[place], which a subclass may have made its own.
    if isinstance(obj, bytes):
        return bytes.__getitem__(obj, place)
    return bytearray.__getitem__(obj, place)


def memory_part(obj, start, stop):
    return memory_item(obj, slice(start, stop))


memoryview.__module__ = "builtins"
