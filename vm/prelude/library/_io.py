# Module _io: streams in memory, under the library's io.py. The files of the
# machine are not for agents: classes that are about them refuse.

import builtins
from builtins import open

DEFAULT_BUFFER_SIZE = 8192

BlockingIOError = getattr(builtins, "BlockingIOError", OSError)


class UnsupportedOperation(OSError, ValueError):
    __module__ = "io"


def text_encoding(encoding, stacklevel=2, /):
    return "utf-8" if encoding is None else encoding


def open_code(path):
    return open(path, "rb")


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
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readinto1(self, buffer, /):
        data = self.read1(len(buffer))
        buffer[:len(data)] = data
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


class BytesIO(_BufferedIOBase):
    """Buffered I/O implementation using an in-memory bytes buffer."""

    __module__ = "_io"

    def __init__(self, initial_bytes=b""):
        self._data = bytearray()
        if initial_bytes is not None:
            if isinstance(initial_bytes, (str, int)):
                raise TypeError("a bytes-like object is required, not "
                                f"'{type(initial_bytes).__name__}'")
            self._data += bytes(initial_bytes)
        self._at = 0
        self._closed = False

    def _open(self):
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self):
        self._open()
        return True

    writable = seekable = readable

    def isatty(self):
        self._open()
        return False

    def flush(self):
        self._open()

    def close(self):
        self._data = bytearray()
        self._closed = True

    def getvalue(self):
        self._open()
        return bytes(self._data)

    def getbuffer(self):
        self._open()
        return memoryview(self._data)

    def tell(self):
        self._open()
        return self._at

    def _take(self, end):
        data = bytes(self._data[self._at:end])
        self._at += len(data)
        return data

    def read(self, size=-1, /):
        self._open()
        size = size_of(size)
        return self._take(len(self._data) if size < 0 else self._at + size)

    read1 = read

    def readinto(self, buffer, /):
        self._open()
        data = self._take(self._at + len(buffer))
        buffer[:len(data)] = data
        return len(data)

    readinto1 = readinto

    def readline(self, size=-1, /):
        self._open()
        size = size_of(size)
        end = self._data.find(b"\n", self._at) + 1
        if end == 0:
            end = len(self._data)
        if size >= 0:
            end = min(end, self._at + size)
        return self._take(end)

    def write(self, data, /):
        self._open()
        if isinstance(data, (str, int)) or data is None:
            raise TypeError("a bytes-like object is required, not "
                            f"'{type(data).__name__}'")
        data = bytes(data)
        if not data:
            return 0
        gap = self._at - len(self._data)
        if gap > 0:
            self._data += bytes(gap)
        end = self._at + len(data)
        if self._at == len(self._data):
            self._data += data
        else:
            self._data[self._at:end] = data
        self._at = end
        return len(data)

    def seek(self, offset, whence=0, /):
        self._open()
        offset = offset_of(offset)
        if whence == 0:
            if offset < 0:
                raise ValueError(f"negative seek value {offset}")
            self._at = offset
        elif whence == 1:
            self._at = max(0, self._at + offset)
        elif whence == 2:
            self._at = max(0, len(self._data) + offset)
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        return self._at

    def truncate(self, size=None, /):
        self._open()
        if size is None:
            size = self._at
        else:
            size = size_of(size)
            if size < 0:
                raise ValueError(f"negative size value {size}")
        del self._data[size:]
        return size

    def __getstate__(self):
        return self.getvalue(), self._at, None

    def __setstate__(self, state):
        self.__init__(state[0])
        self._at = state[1]


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


class StringIO(_TextIOBase):
    """Text I/O implementation using an in-memory buffer."""

    __module__ = "_io"

    def __init__(self, initial_value="", newline="\n"):
        if newline is not None and not isinstance(newline, str):
            raise TypeError("newline must be str or None, not "
                            f"{type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not "
                            f"{type(initial_value).__name__}")
        self._newline = newline
        # Universal: lines may end in any way when they are read.
        self._universal = not newline
        self._decoder = IncrementalNewlineDecoder(None, newline is None) \
            if self._universal else None
        self._text = ""
        self._behind = []   # what was written behind _text, not joined yet
        self._size = 0      # characters in both
        self._at = 0
        self._closed = False
        if initial_value:
            self.write(initial_value)
            self._at = 0

    def _open(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def _whole(self):
        if self._behind:
            self._behind.insert(0, self._text)
            self._text = "".join(self._behind)
            self._behind = []
        return self._text

    def readable(self):
        self._open()
        return True

    writable = seekable = readable

    def isatty(self):
        self._open()
        return False

    @property
    def line_buffering(self):
        self._open()
        return False

    @property
    def newlines(self):
        self._open()
        return None if self._decoder is None else self._decoder.newlines

    def flush(self):
        self._open()

    def close(self):
        self._text = ""
        self._behind = []
        self._closed = True

    def getvalue(self):
        self._open()
        return self._whole()

    def tell(self):
        self._open()
        return self._at

    def read(self, size=-1, /):
        self._open()
        size = size_of(size)
        begin = self._at
        if begin >= self._size:
            return ""
        self._at = self._size if size < 0 else min(self._size, begin + size)
        return self._whole()[begin:self._at]

    def readline(self, size=-1, /):
        self._open()
        size = size_of(size)
        begin = self._at
        if begin >= self._size:
            return ""
        text = self._whole()
        end = self._line_end(text, begin)
        if size >= 0:
            end = min(end, begin + size)
        self._at = end
        return text[begin:end]

    def _line_end(self, text, begin):
        if self._newline == "":
            found = text.find("\n", begin)
            end = len(text) if found < 0 else found + 1
            lone = text.find("\r", begin, end)
            if lone >= 0 and lone + 2 != end:
                end = lone + 1
            return end
        wanted = self._newline or "\n"
        found = text.find(wanted, begin)
        return len(text) if found < 0 else found + len(wanted)

    def __next__(self):
        self._open()
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError("string argument expected, got "
                            f"'{type(text).__name__}'")
        self._open()
        count = len(text)
        if self._decoder is not None:
            text = self._decoder.decode(text, True)
        elif self._newline != "\n":
            text = text.replace("\n", self._newline)
        if not text:
            return count
        if self._at == self._size:
            self._behind.append(text)
        else:
            whole = self._whole()
            if self._at > self._size:
                whole += "\0" * (self._at - self._size)
            self._text = whole[:self._at] + text + \
                whole[self._at + len(text):]
        self._at += len(text)
        self._size = max(self._size, self._at)
        return count

    def seek(self, offset, whence=0, /):
        self._open()
        offset = offset_of(offset)
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and offset < 0:
            raise ValueError(f"Negative seek position {offset}")
        if whence != 0 and offset != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence == 0:
            self._at = offset
        elif whence == 2:
            self._at = self._size
        return self._at

    def truncate(self, size=None, /):
        self._open()
        if size is None:
            size = self._at
        else:
            size = size_of(size)
            if size < 0:
                raise ValueError(f"Negative size value {size}")
        if size < self._size:
            self._text = self._whole()[:size]
            self._size = size
        return size

    def __getstate__(self):
        return self.getvalue(), self._newline, self._at, None

    def __setstate__(self, state):
        self.__init__(state[0], state[1])
        self._at = state[2]


def refused(name, base):
    def __init__(self, *args, **kwargs):
        raise PermissionError(13, "Agents can only read data files, with "
                                  f"open(); there is no {name}")

    return type(name, (base,), {"__init__": __init__, "__module__": "_io"})


FileIO = refused("FileIO", _RawIOBase)
BufferedReader = refused("BufferedReader", _BufferedIOBase)
BufferedWriter = refused("BufferedWriter", _BufferedIOBase)
BufferedRWPair = refused("BufferedRWPair", _BufferedIOBase)
BufferedRandom = refused("BufferedRandom", _BufferedIOBase)
TextIOWrapper = refused("TextIOWrapper", _TextIOBase)
