# What all streams of module _io have in common.

DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    __module__ = "io"


def size_of(size):
    # An argument that says how much to read: -1 is everything.
    if size is None:
        return -1
    if isinstance(size, int):
        return int(size)
    index = getattr(type(size), "__index__", None)
    if index is None:
        raise TypeError("argument should be integer or None, not "
                        f"'{type(size).__name__}'")
    return index(size)


def offset_of(offset):
    if isinstance(offset, int):
        return int(offset)
    index = getattr(type(offset), "__index__", None)
    if index is None:
        raise TypeError(f"'{type(offset).__name__}' object cannot be "
                        "interpreted as an integer")
    return index(offset)


class _IOBase:
    """The abstract base of all streams."""

    __module__ = "_io"
    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, offset, whence=0, /):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        self._unsupported("truncate")

    def fileno(self):
        self._unsupported("fileno")

    def flush(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        return self._closed

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError("I/O operation on closed file." if msg is None
                             else msg)

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable.")

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable.")

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def isatty(self):
        self._checkClosed()
        return False

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1, /):
        size = size_of(size)
        line = bytearray()
        while size < 0 or len(line) < size:
            byte = self.read(1)
            if not byte:
                break
            line += byte
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def readlines(self, hint=-1, /):
        hint = size_of(hint)
        if hint <= 0:
            return list(self)
        lines = []
        length = 0
        for line in self:
            lines.append(line)
            length += len(line)
            if length >= hint:
                break
        return lines

    def writelines(self, lines, /):
        self._checkClosed()
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    """The base of raw binary streams."""

    __module__ = "_io"

    def read(self, size=-1, /):
        size = size_of(size)
        if size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        return None if count is None else bytes(buffer[:count])

    def readall(self):
        data = bytearray()
        while chunk := self.read(DEFAULT_BUFFER_SIZE):
            data += chunk
        if chunk is None and not data:
            return None
        return bytes(data)


class _BufferedIOBase(_IOBase):
    """The base of buffered binary streams."""

    __module__ = "_io"

    def detach(self):
        self._unsupported("detach")

    def read(self, size=-1, /):
        self._unsupported("read")

    def read1(self, size=-1, /):
        self._unsupported("read1")

    def write(self, data, /):
        self._unsupported("write")

    def readinto(self, buffer, /):
        with memoryview(buffer) as view, view.cast("B") as room:
            data = self.read(len(room))
            room[:len(data)] = data
        return len(data)

    def readinto1(self, buffer, /):
        with memoryview(buffer) as view, view.cast("B") as room:
            data = self.read1(len(room))
            room[:len(data)] = data
        return len(data)


class _TextIOBase(_IOBase):
    """The base of text streams."""

    __module__ = "_io"
    encoding = None
    errors = None
    newlines = None

    def detach(self):
        self._unsupported("detach")

    def read(self, size=-1, /):
        self._unsupported("read")

    def readline(self, size=-1, /):
        self._unsupported("readline")

    def write(self, text, /):
        self._unsupported("write")


class IncrementalNewlineDecoder:
    """Turns what ends lines into newlines, a piece of text at a time."""

    __module__ = "_io"

    def __init__(self, decoder, translate, errors="strict"):
        self._decoder = decoder
        self._translate = translate
        self.errors = errors
        self._held = False  # a carriage return that may be half an end
        self._seen = 0

    def decode(self, input, final=False):
        text = input if self._decoder is None \
            else self._decoder.decode(input, final)
        if self._held and (text or final):
            text = "\r" + text
            self._held = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._held = True
        both = text.count("\r\n")
        if text.count("\r") > both:
            self._seen |= 1
        if text.count("\n") > both:
            self._seen |= 2
        if both:
            self._seen |= 4
        if self._translate:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def getstate(self):
        data, flag = (b"", 0) if self._decoder is None \
            else self._decoder.getstate()
        return data, flag << 1 | self._held

    def setstate(self, state, /):
        data, flag = state
        self._held = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen = 0
        self._held = False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        names = [name for bit, name in ((1, "\r"), (2, "\n"), (4, "\r\n"))
                 if self._seen & bit]
        if not names:
            return None
        return names[0] if len(names) == 1 else tuple(names)
