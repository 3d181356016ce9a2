# memoryview, of bytes and bytearray: its items are bytes (format "B").


class memoryview:
    """A view of the bytes of another object, without a copy."""

    __slots__ = ("obj", "_span", "_released")

    format = "B"
    itemsize = 1
    ndim = 1
    suboffsets = ()
    c_contiguous = True

    def __init__(self, object):
        if isinstance(object, memoryview):
            object._check()
            self.obj = object.obj
            self._span = object._span
        elif isinstance(object, (bytes, bytearray)):
            self.obj = object
            self._span = range(len(object))
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
    def nbytes(self):
        return len(self)

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
        return self._span.step == 1

    def __getitem__(self, key):
        self._check()
        if isinstance(key, slice):
            view = memoryview(self)
            view._span = self._span[key]
            return view
        return self.obj[self._place(key)]

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
            if not isinstance(value, int):
                raise TypeError("memoryview: invalid type for format 'B'")
            if not 0 <= value <= 255:
                raise ValueError("memoryview: invalid value for format 'B'")
            self.obj[self._place(key)] = value
            return
        span = self._span[key]
        value = bytes(value)
        if len(value) != len(span):
            raise ValueError("memoryview assignment: lvalue and rvalue have "
                             "different structures")
        for place, byte in zip(span, value):
            self.obj[place] = byte

    def __delitem__(self, key):
        raise TypeError("cannot delete memory")

    def tobytes(self, order="C"):
        self._check()
        span = self._span
        if len(span) == 0:
            return b""
        if span.step == 1:
            return bytes(self.obj[span.start:span.stop])
        return bytes([self.obj[place] for place in span])

    __bytes__ = tobytes

    def tolist(self):
        return list(self.tobytes())

    def hex(self, *args):
        return self.tobytes().hex(*args)

    def __iter__(self):
        return iter(self.tobytes())

    def __contains__(self, value):
        return value in self.tolist()

    def __eq__(self, other):
        if isinstance(other, memoryview):
            return self.tobytes() == other.tobytes()
        if isinstance(other, (bytes, bytearray)):
            return self.tobytes() == other
        return NotImplemented

    def __hash__(self):
        if not self.readonly:
            raise ValueError("cannot hash writable memoryview object")
        return hash(self.tobytes())

    def toreadonly(self):
        return memoryview(self.tobytes())

    def cast(self, format, shape=None):
        if format in ("B", "@B") and shape is None:
            return memoryview(self)
        raise NotImplementedError("memoryview.cast() to another format is not "
                                  "supported yet")

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


memoryview.__module__ = "builtins"
