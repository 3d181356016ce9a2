# Text over a buffer, and open().

import _codecs
from _io_bases import (_TextIOBase, DEFAULT_BUFFER_SIZE,
                       IncrementalNewlineDecoder, offset_of, size_of,
                       UnsupportedOperation)
from _io_buffers import (BufferedReader, FileIO)

_NEWLINES = (None, "", "\n", "\r", "\r\n")
_MARKS = {"utf-16": 2, "utf-32": 4, "utf-8-sig": 3}


class _Decoder:
    # Bytes to text in pieces; what is no whole character yet is kept.

    def __init__(self, name, errors):
        self.name = name
        self.errors = errors
        self.kept = b""
        self.info = None
        if name == "utf-8":
            self.step = _codecs.utf_8_decode
        elif name in ("ascii", "iso8859-1"):
            self.step = None
        else:
            self.info = _codecs.lookup(name)
            self.inner = self.info.incrementaldecoder(errors)

    def decode(self, data, final):
        if self.info is not None:
            text = self.inner.decode(data, final)
            self.kept = self.inner.getstate()[0]
            return text
        if self.step is None:
            return data.decode(self.name, self.errors)
        data = self.kept + data
        text, used = self.step(data, self.errors, final)
        self.kept = data[used:]
        return text


def _codec_name(encoding):
    # The name by which its own codec goes.
    short = encoding.lower().replace("_", "-").replace(" ", "-")
    if short in ("utf-8", "utf8"):
        return "utf-8"
    if short in ("ascii", "us-ascii"):
        return "ascii"
    if short in ("latin-1", "latin1", "iso-8859-1"):
        return "iso8859-1"
    info = _codecs.lookup(encoding)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(f"'{encoding}' is not a text encoding; use "
                          "codecs.open() to handle arbitrary codecs")
    return info.name


class TextIOWrapper(_TextIOBase):
    """Text over a binary stream."""

    __module__ = "_io"
    _CHUNK_SIZE = DEFAULT_BUFFER_SIZE
    _buffer = None
    _detached = False

    def __init__(self, buffer, encoding=None, errors=None, newline=None,
                 line_buffering=False, write_through=False):
        self._buffer = None
        self._behind = []      # encoded, and not passed on yet
        self._behind_size = 0
        self._set_up(buffer, encoding, errors, newline)
        self._line_buffering = bool(line_buffering)
        self._write_through = bool(write_through)

    def _set_up(self, buffer, encoding, errors, newline):
        if encoding is not None and not isinstance(encoding, str):
            raise TypeError("TextIOWrapper() argument 'encoding' must be str "
                            f"or None, not {type(encoding).__name__}")
        if errors is not None and not isinstance(errors, str):
            raise TypeError("TextIOWrapper() argument 'errors' must be str or "
                            f"None, not {type(errors).__name__}")
        if newline is not None and not isinstance(newline, str):
            raise TypeError("TextIOWrapper() argument 'newline' must be str "
                            f"or None, not {type(newline).__name__}")
        if newline not in _NEWLINES:
            raise ValueError(f"illegal newline value: {newline}")
        if encoding is None or encoding == "locale":
            encoding = "UTF-8"
        self._codec = _codec_name(encoding)
        self._encoding = encoding
        self._errors = errors or "strict"
        self._newline = newline
        self._buffer = buffer
        self._start_reading()
        # A mark goes before what is written first.
        self._mark_due = self._codec in _MARKS and self._place() == 0

    def _place(self):
        try:
            return self._buffer.tell() if self._buffer.seekable() else 0
        except (AttributeError, OSError, ValueError):
            return 0

    def _start_reading(self):
        self._decoder = None
        self._newlines = None
        self._raw = self._text = ""  # a piece as it came, and as it is read
        self._at = 0                 # in _text
        self._base = 0               # where the piece is in the buffer
        self._counting = True        # tell() is allowed

    # --- What it is -------------------------------------------------------------

    @property
    def buffer(self):
        if self._buffer is None:
            raise ValueError("I/O operation on uninitialized object")
        return None if self._detached else self._buffer

    def _checkClosed(self, msg=None):
        if self._detached:
            raise ValueError("underlying buffer has been detached")
        _TextIOBase._checkClosed(self, msg)

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def newlines(self):
        return None if self._newlines is None else self._newlines.newlines

    @property
    def line_buffering(self):
        return self._line_buffering

    @property
    def write_through(self):
        return self._write_through

    @property
    def name(self):
        return self.buffer.name

    @property
    def closed(self):
        return self.buffer.closed

    def __repr__(self):
        parts = "<_io.TextIOWrapper"
        for name in ("name", "mode"):
            try:
                parts += f" {name}={getattr(self, name)!r}"
            except (AttributeError, ValueError):
                pass
        return f"{parts} encoding={self._encoding!r}>"

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def reconfigure(self, *, encoding=None, errors=None, newline=Ellipsis,
                    line_buffering=None, write_through=None):
        if self._decoder is not None and (
                encoding is not None or errors is not None
                or newline is not Ellipsis):
            raise UnsupportedOperation("It is not possible to set the "
                                       "encoding or newline of stream after "
                                       "the first read")
        self.flush()
        if errors is None and encoding is None:
            errors = self._errors
        self._set_up(self._buffer, encoding or self._encoding, errors,
                     self._newline if newline is Ellipsis else newline)
        if line_buffering is not None:
            self._line_buffering = bool(line_buffering)
        if write_through is not None:
            self._write_through = bool(write_through)

    def detach(self):
        self.flush()
        buffer = self.buffer
        self._detached = True
        return buffer

    def close(self):
        if self._detached or self.closed:
            return
        try:
            self.flush()
        finally:
            self.buffer.close()

    def flush(self):
        self._checkClosed()
        self._write_out()
        self.buffer.flush()

    # --- Reading ----------------------------------------------------------------

    def _begin_reading(self):
        self._checkClosed()
        if not self.readable():
            raise UnsupportedOperation("not readable")
        self._write_out()

    def _more(self):
        # The next piece behind what is left of this one; False at the end.
        if self._decoder is None:
            self._decoder = _Decoder(self._codec, self._errors)
            if not self._newline:
                self._newlines = IncrementalNewlineDecoder(
                    None, self._newline is None)
        raw_left = self._raw[self._raw_place():]
        base = self._place() - len(self._decoder.kept)
        read = getattr(self.buffer, "read1", None) or self.buffer.read
        data = read(self._CHUNK_SIZE)
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError("underlying read1() should have returned a "
                            "bytes-like object, not "
                            f"'{type(data).__name__}'")
        raw = self._decoder.decode(bytes(data), not data)
        text = raw if self._newlines is None \
            else self._newlines.decode(raw, not data)
        self._base = base - self._bytes_of(raw_left)
        self._text = self._text[self._at:] + text
        self._raw = raw_left + raw
        self._at = 0
        return bool(data)

    def read(self, size=-1, /):
        self._begin_reading()
        size = size_of(size)
        while size < 0 or len(self._text) - self._at < size:
            if not self._more():
                break
        end = len(self._text) if size < 0 else self._at + size
        text = self._text[self._at:end]
        self._at += len(text)
        return text

    def readline(self, size=-1, /):
        self._begin_reading()
        size = size_of(size)
        searched = self._at
        while True:
            end = self._line_end(searched)
            if end == 0 and (size < 0 or len(self._text) - self._at < size):
                # A piece may end between the two characters of an end.
                searched = max(len(self._text) - self._at - 1, 0)
                if self._more():
                    continue
                end = self._line_end(0, True)
            end = end or len(self._text)
            if size >= 0:
                end = min(end, self._at + size)
            line = self._text[self._at:end]
            self._at = end
            return line

    def _line_end(self, begin, final=False):
        # Behind the first end of a line, or 0.
        text = self._text
        if self._newline == "":
            feed = text.find("\n", begin) + 1
            lone = text.find("\r", begin, feed or len(text)) + 1
            if lone == 0 or lone == feed - 1:
                return feed
            if lone == len(text) and not final:
                return 0
            return lone
        wanted = self._newline or "\n"
        found = text.find(wanted, begin)
        return 0 if found < 0 else found + len(wanted)

    def __next__(self):
        self._counting = False
        line = self.readline()
        if not line:
            self._counting = True
            raise StopIteration
        return line

    # --- Writing ----------------------------------------------------------------

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not "
                            + type(text).__name__)
        self._checkClosed()
        if not self.writable():
            raise UnsupportedOperation("not writable")
        count = len(text)
        ends = "\n" in text
        if ends and self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        data = text.encode(self._codec, self._errors)
        if self._codec in _MARKS:
            if not self._mark_due:
                data = data[_MARKS[self._codec]:]
            self._mark_due = False
        if self._text or self._raw:
            # What was read ahead is behind the place that is written at.
            if self.seekable():
                self.seek(self.tell())
            self._text = self._raw = ""
            self._at = 0
        if self._behind_size + len(data) > self._CHUNK_SIZE:
            # What was written before goes on its own.
            self._write_out()
        self._behind.append(data)
        self._behind_size += len(data)
        if self._line_buffering and (ends or "\r" in text):
            self.flush()
        elif self._write_through or self._behind_size >= self._CHUNK_SIZE:
            self._write_out()
        return count

    def _write_out(self):
        if self._behind:
            data = b"".join(self._behind)
            self._behind = []
            self._behind_size = 0
            self.buffer.write(data)

    def truncate(self, size=None, /):
        self.flush()
        return self.buffer.truncate(self.tell() if size is None else size)

    # --- Places: bytes before the next character --------------------------------

    def _raw_place(self):
        # Where _at is in _raw: lines may have ended longer there.
        if self._newline is not None or "\r\n" not in self._raw:
            return self._at
        place = 0
        for _ in range(self._at):
            place += 2 if self._raw.startswith("\r\n", place) else 1
        return place

    def _bytes_of(self, raw):
        size = len(raw.encode(self._codec, self._errors))
        return size - _MARKS.get(self._codec, 0)

    def tell(self):
        self._checkClosed()
        if not self.seekable():
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._counting:
            raise OSError("telling position disabled by next() call")
        self._write_out()
        if self._decoder is None:
            return self.buffer.tell()
        size = self._bytes_of(self._raw[:self._raw_place()])
        if size and self._base == 0:
            size += _MARKS.get(self._codec, 0)
        return self._base + size

    def seek(self, cookie, whence=0, /):
        self._checkClosed()
        if not self.seekable():
            raise UnsupportedOperation("underlying stream is not seekable")
        cookie = offset_of(cookie)
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation(
                    "can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation(
                    "can't do nonzero end-relative seeks")
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie}")
        self.flush()
        place = self.buffer.seek(cookie, 2 if whence == 2 else 0)
        self._start_reading()
        if place > 0 and self._codec in ("utf-16", "utf-32"):
            # The mark was at the beginning.
            self.buffer.seek(0)
            mark = self.buffer.read(_MARKS[self._codec])
            self._decoder = _Decoder(self._codec, self._errors)
            self._decoder.decode(mark, False)
            self.buffer.seek(place)
        self._base = place
        self._mark_due = self._codec in _MARKS and place == 0
        return place


# --- open() -------------------------------------------------------------------------


def _check_mode(mode):
    for letter in mode:
        if letter not in "rwxabt+" or mode.count(letter) > 1:
            raise ValueError(f"invalid mode: {mode!r}")
    if "t" in mode and "b" in mode:
        raise ValueError("can't have text and binary mode at once")
    kinds = len(set(mode) & set("rwxa"))
    if kinds > 1:
        raise ValueError("must have exactly one of create/read/write/append "
                         "mode")
    if kinds == 0:
        raise ValueError("Must have exactly one of create/read/write/append "
                         "mode and at most one plus")


def _check_binary(encoding, errors, newline):
    for name, value in (("encoding", encoding), ("errors", errors),
                        ("newline", newline)):
        if value is not None:
            article = "an" if name == "encoding" or name == "errors" else "a"
            raise ValueError(f"binary mode doesn't take {article} {name} "
                             "argument")


def open_stream(file, mode, buffering, encoding, errors, newline, closefd,
                opener):
    for name, value in (("mode", mode), ("encoding", encoding),
                        ("errors", errors), ("newline", newline)):
        if not isinstance(value, str) and (value is not None
                                           or name == "mode"):
            wanted = "str" if name == "mode" else "str or None"
            raise TypeError(f"open() argument '{name}' must be {wanted}, not "
                            + type(value).__name__)
    _check_mode(mode)
    if "b" in mode:
        _check_binary(encoding, errors, newline)
    if newline not in _NEWLINES:
        raise ValueError(f"illegal newline value: {newline}")
    if buffering == 0 and "b" not in mode:
        raise ValueError("can't have unbuffered text I/O")
    if buffering < -1:
        raise ValueError("invalid buffering size")
    if not closefd and not isinstance(file, int):
        raise ValueError("Cannot use closefd=False with file name")
    raw = FileIO(file, mode.replace("t", "").replace("b", ""), closefd, opener)
    if buffering == 0:
        return raw
    buffer = BufferedReader(raw, buffering if buffering > 1
                            else DEFAULT_BUFFER_SIZE)
    if "b" in mode:
        return buffer
    text = TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)
    text.mode = mode
    return text
