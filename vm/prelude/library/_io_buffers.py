# The files that came with a program as raw streams, and buffers over any raw
# stream.

from _io_bases import (_BufferedIOBase, _RawIOBase, DEFAULT_BUFFER_SIZE,
                       offset_of, size_of, UnsupportedOperation)
from _prelude import read_file


def path_text(file):
    # What open() and FileIO take as a name, as text.
    if isinstance(file, (str, bytes)):
        path = file
    else:
        method = getattr(type(file), "__fspath__", None)
        if method is None:
            raise TypeError("expected str, bytes or os.PathLike object, not "
                            + type(file).__name__)
        path = method(file)
        if not isinstance(path, (str, bytes)):
            raise TypeError(f"expected {type(file).__name__}.__fspath__() to "
                            "return str or bytes, not "
                            + type(path).__name__)
    if isinstance(path, bytes):
        path = path.decode("utf-8", "surrogateescape")
    if "\0" in path:
        raise ValueError("embedded null byte")
    return path


class FileIO(_RawIOBase):
    """The bytes of a file that came with the program."""

    __module__ = "_io"

    def __init__(self, file, mode="r", closefd=True, opener=None):
        if not isinstance(mode, str):
            raise TypeError("FileIO() argument 'mode' must be str, not "
                            + type(mode).__name__)
        if not mode or set(mode) - set("rwxab+"):
            raise ValueError(f"invalid mode: {mode}")
        if len(set(mode) & set("rwxa")) != 1:
            raise ValueError("Must have exactly one of create/read/write/"
                             "append mode and at most one plus")
        if isinstance(file, int) or opener is not None \
                or set(mode) - set("rb"):
            raise PermissionError(13, "Agents can only read data files", file)
        path = path_text(file)
        self._data = read_file(path)
        self._at = 0
        self.name = file
        self.mode = "rb"
        self.closefd = closefd

    def __repr__(self):
        if self.closed:
            return "<_io.FileIO [closed]>"
        return (f"<_io.FileIO name={self.name!r} mode={self.mode!r} "
                f"closefd={self.closefd}>")

    def readable(self):
        self._checkClosed("I/O operation on closed file")
        return True

    def seekable(self):
        self._checkClosed("I/O operation on closed file")
        return True

    def writable(self):
        self._checkClosed("I/O operation on closed file")
        return False

    def _take(self, end):
        self._checkClosed("I/O operation on closed file")
        data = self._data[self._at:end]
        self._at += len(data)
        return data

    def read(self, size=-1, /):
        size = size_of(size)
        return self._take(None if size < 0 else self._at + size)

    def readall(self):
        return self._take(None)

    def readinto(self, buffer, /):
        with memoryview(buffer) as view, view.cast("B") as room:
            data = self._take(self._at + len(room))
            room[:len(data)] = data
        return len(data)

    def write(self, data, /):
        self._checkClosed("I/O operation on closed file")
        raise UnsupportedOperation("File not open for writing")

    def truncate(self, size=None, /):
        self.write(b"")

    def seek(self, offset, whence=0, /):
        self._checkClosed("I/O operation on closed file")
        offset = offset_of(offset)
        if whence not in (0, 1, 2):
            raise OSError(22, "Invalid argument")
        at = offset + (0, self._at, len(self._data))[whence]
        if at < 0:
            raise OSError(22, "Invalid argument")
        self._at = at
        return at

    def tell(self):
        return self.seek(0, 1)


def _length_checked(what, count, most):
    # What a raw stream says that it has read or written.
    if not isinstance(count, int):
        raise OSError(f"raw {what}() failed") from TypeError(
            f"'{type(count).__name__}' object cannot be interpreted as an "
            "integer")
    if not 0 <= count <= most:
        raise OSError(f"raw {what}() returned invalid length {count} (should "
                      f"have been between 0 and {most})")
    return count


def _place_checked(place):
    if place < 0:
        raise OSError(f"Raw stream returned invalid position {place}")
    return place


def _blocked(count):
    return BlockingIOError(11, "write could not complete without blocking",
                           count)


class _Buffered(_BufferedIOBase):
    # What all buffers over one raw stream share.

    __module__ = "_io"
    _raw = None
    _detached = False

    def __init__(self, raw, buffer_size):
        self._raw = None
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._size = buffer_size
        self._ahead = b""            # read, and not asked for yet
        self._behind = bytearray()   # written, and not passed on yet
        self._detached = False
        self._raw = raw

    @property
    def raw(self):
        if self._raw is None:
            raise ValueError("raw stream has been detached" if self._detached
                             else "I/O operation on uninitialized object")
        return self._raw

    def _open(self, what):
        if self.closed:
            raise ValueError(f"{what} of closed file")

    @property
    def closed(self):
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def __repr__(self):
        cls = type(self)
        shown = f"<{cls.__module__}.{cls.__qualname__}"
        try:
            name = self.name
        except (AttributeError, ValueError):
            return shown + ">"
        return f"{shown} name={name!r}>"

    def seekable(self):
        return self.raw.seekable()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def detach(self):
        self.raw
        self.flush()
        raw, self._raw = self._raw, None
        self._detached = True
        return raw

    def flush(self):
        self._open("flush")
        self._write_out()

    def close(self):
        if self.closed:
            return
        try:
            self.flush()
        finally:
            self.raw.close()

    # --- Reading ----------------------------------------------------------------

    def _raw_read(self, size):
        # At most `size` bytes; None where the stream would have to wait.
        buffer = bytearray(size)
        count = self.raw.readinto(memoryview(buffer))
        if count is None:
            return None
        return bytes(buffer[:_length_checked("readinto", count, size)])

    def _more(self, filled=0):
        # What goes into the rest of a buffer that is filled so far.
        data = self._raw_read(self._size - filled)
        if data:
            self._ahead += data
        return data

    def _split(self, size):
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def read(self, size=-1, /):
        self._open("read")
        size = size_of(size)
        if size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._write_out()
        if size < 0:
            return self._read_all()
        parts = [self._split(size)]
        left = size - len(parts[0])
        filled = 0
        while left > 0:
            # Whole buffers are read past the buffer.
            past = left - left % self._size
            data = self._raw_read(past) if past else self._more(filled)
            if not data:
                if data is None and parts == [b""]:
                    return None
                break
            if not past:
                filled += len(data)
                data = self._split(left)
            parts.append(data)
            left -= len(data)
        return b"".join(parts)

    def _read_all(self):
        parts = [self._split(len(self._ahead))]
        readall = getattr(self.raw, "readall", None)
        while True:
            data = self.raw.read() if readall is None else readall()
            if data is not None and not isinstance(data, bytes):
                raise TypeError("readall() should return bytes"
                                if readall is not None
                                else "read() should return bytes")
            if data:
                parts.append(data)
            if not data or readall is not None:
                break
        if data is None and parts == [b""]:
            return None
        return b"".join(parts)

    def read1(self, size=-1, /):
        self._open("read")
        size = size_of(size)
        self._write_out()
        if size < 0:
            size = self._size
        if self._ahead or size == 0:
            return self._split(size)
        return self._raw_read(size) or b""

    def _read_into(self, buffer, once):
        self._open("readinto")
        self._write_out()
        if not isinstance(buffer, memoryview):
            buffer = memoryview(buffer)
        buffer = buffer.cast("B")
        wanted = len(buffer)
        data = self._split(wanted)
        filled = len(data)
        fetched = 0
        buffer[:filled] = data
        while filled < wanted:
            left = wanted - filled
            if left > self._size:
                data = self._raw_read(left)
            elif once and filled:
                break
            else:
                data = self._more(fetched)
                if data:
                    fetched += len(data)
                    data = self._split(left)
            if not data:
                return None if data is None and filled == 0 else filled
            buffer[filled:filled + len(data)] = data
            filled += len(data)
            if once:
                break
        return filled

    def readinto(self, buffer, /):
        return self._read_into(buffer, False)

    def readinto1(self, buffer, /):
        return self._read_into(buffer, True)

    def peek(self, size=0, /):
        self._open("peek")
        self._write_out()
        if not self._ahead:
            self._more()
        return self._ahead

    def readline(self, size=-1, /):
        self._open("readline")
        self._write_out()
        size = size_of(size)
        searched = 0
        while True:
            end = self._ahead.find(b"\n", searched) + 1
            if end == 0 and (size < 0 or len(self._ahead) < size):
                searched = len(self._ahead)
                if self._more():
                    continue
            end = end or len(self._ahead)
            return self._split(end if size < 0 else min(end, size))

    # --- Writing ----------------------------------------------------------------

    def write(self, data, /):
        self._open("write to")
        if isinstance(data, (str, int)) or data is None:
            raise TypeError("a bytes-like object is required, not "
                            f"'{type(data).__name__}'")
        data = bytes(data)
        if self._ahead:
            self.raw.seek(-len(self._ahead), 1)
            self._ahead = b""
        room = self._size - len(self._behind)
        if len(data) <= room and len(data) < self._size:
            self._behind += data
            return len(data)
        try:
            self._write_out()
        except BlockingIOError:
            room = self._size - len(self._behind)
            self._behind += data[:room]
            if len(data) <= room:
                return len(data)
            raise _blocked(room) from None
        written = 0
        while len(data) - written > self._size:
            count = self._raw_write(data[written:])
            if count is None:
                self._behind += data[written:written + self._size]
                raise _blocked(written + self._size)
            written += count
        self._behind += data[written:]
        return len(data)

    def _raw_write(self, data):
        count = self.raw.write(data)
        return None if count is None \
            else _length_checked("write", count, len(data))

    def _write_out(self):
        while self._behind:
            count = self._raw_write(bytes(self._behind))
            if count is None:
                raise _blocked(0)
            del self._behind[:count]

    def truncate(self, size=None, /):
        self._open("truncate")
        if not self.writable():
            self._unsupported("truncate")
        self.flush()
        return self.raw.truncate(self.tell() if size is None else size)

    # --- Places -----------------------------------------------------------------

    def tell(self):
        return (_place_checked(self.raw.tell()) - len(self._ahead)
                + len(self._behind))

    def seek(self, offset, whence=0, /):
        self._open("seek")
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        if not self.raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        offset = offset_of(offset)
        self._write_out()
        if whence == 1:
            offset -= len(self._ahead)
        self._ahead = b""
        return _place_checked(self.raw.seek(offset, whence))


def _wanted(raw, method, message):
    if not getattr(raw, method)():
        raise UnsupportedOperation(message)


def _refused(what):
    def refuse(self, *args):
        self._unsupported(what)
    refuse.__name__ = what
    return refuse


class BufferedReader(_Buffered):
    """Reads ahead from a raw stream."""

    __module__ = "_io"

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._raw = None
        _wanted(raw, "readable", "File or stream is not readable.")
        _Buffered.__init__(self, raw, buffer_size)

    write = _refused("write")

    def flush(self):
        self._open("flush")
        self.raw.flush()

    def writable(self):
        self._open("I/O operation")
        return False


class BufferedWriter(_Buffered):
    """Gathers what it writes to a raw stream."""

    __module__ = "_io"

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._raw = None
        _wanted(raw, "writable", "File or stream is not writable.")
        _Buffered.__init__(self, raw, buffer_size)

    read = _refused("read")
    read1 = _refused("read1")
    readinto = _refused("readinto")
    readinto1 = _refused("readinto1")
    readline = _refused("readline")

    def readable(self):
        self._open("I/O operation")
        return False


class BufferedRandom(_Buffered):
    """Reads from and writes to a raw stream that can seek."""

    __module__ = "_io"

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._raw = None
        for method in ("seekable", "readable", "writable"):
            _wanted(raw, method, f"File or stream is not {method}.")
        _Buffered.__init__(self, raw, buffer_size)


class BufferedRWPair(_BufferedIOBase):
    """Reads from one raw stream and writes to another."""

    __module__ = "_io"

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def readinto(self, buffer, /):
        return self.reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self.reader.readinto1(buffer)

    def write(self, data, /):
        return self.writer.write(data)

    def flush(self):
        self.writer.flush()

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    @property
    def closed(self):
        return self.writer.closed
