"""Readers and writers of CSV files."""
# Module _csv, under the library's csv.

from _prelude import keep_opaque as _opaque

__version__ = "1.0"
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_ATTRIBUTES = ("delimiter", "doublequote", "escapechar", "lineterminator",
               "quotechar", "quoting", "skipinitialspace", "strict")

_dialects = {}
_field_limit = 128 * 1024


class Error(Exception):
    pass


def _character(name, value, may_be_none):
    if value is None and may_be_none:
        return None
    if not isinstance(value, str):
        what = "string or None" if may_be_none else "string"
        raise TypeError(f'"{name}" must be {what}, not '
                        f"{type(value).__name__}")
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


class Dialect:
    """What a CSV file looks like; checked, and not changed any more."""

    __slots__ = tuple(["_" + name for name in _ATTRIBUTES])

    def __new__(cls, dialect=None, delimiter=None, doublequote=None,
                escapechar=None, lineterminator=None, quotechar=None,
                quoting=None, skipinitialspace=None, strict=None):
        given = {name: value for name, value in (
            ("delimiter", delimiter), ("doublequote", doublequote),
            ("escapechar", escapechar), ("lineterminator", lineterminator),
            ("quotechar", quotechar), ("quoting", quoting),
            ("skipinitialspace", skipinitialspace), ("strict", strict))
            if value is not None}
        return _make_dialect(cls, dialect, given)

    delimiter = property(lambda self: self._delimiter)
    doublequote = property(lambda self: self._doublequote)
    escapechar = property(lambda self: self._escapechar)
    lineterminator = property(lambda self: self._lineterminator)
    quotechar = property(lambda self: self._quotechar)
    quoting = property(lambda self: self._quoting)
    skipinitialspace = property(lambda self: self._skipinitialspace)
    strict = property(lambda self: self._strict)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {type(self).__name__!r} instances")


def _make_dialect(cls, dialect, given):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if isinstance(dialect, Dialect) and not given:
        return dialect
    values = {"delimiter": ",", "doublequote": True, "escapechar": None,
              "lineterminator": "\r\n", "quotechar": '"',
              "quoting": QUOTE_MINIMAL, "skipinitialspace": False,
              "strict": False}
    named = set(given)
    if dialect is not None:
        for name in _ATTRIBUTES:
            value = getattr(dialect, name, values)
            if value is not values:
                values[name] = value
                named.add(name)
    values.update(given)
    self = object.__new__(cls)
    self._delimiter = _character("delimiter", values["delimiter"], False)
    self._doublequote = bool(values["doublequote"])
    self._escapechar = _character("escapechar", values["escapechar"], True)
    self._lineterminator = values["lineterminator"]
    if not isinstance(self._lineterminator, str):
        if self._lineterminator is None:
            raise TypeError("lineterminator must be set")
        raise TypeError('"lineterminator" must be a string')
    self._quotechar = _character("quotechar", values["quotechar"], True)
    quoting = values["quoting"]
    if self._quotechar is None and "quoting" not in named:
        quoting = QUOTE_NONE
    if type(quoting) is not int:
        raise TypeError('"quoting" must be an integer')
    if not 0 <= quoting <= 3:
        raise TypeError('bad "quoting" value')
    self._quoting = quoting
    if self._quoting != QUOTE_NONE and self._quotechar is None:
        raise TypeError("quotechar must be set if quoting enabled")
    self._skipinitialspace = bool(values["skipinitialspace"])
    self._strict = bool(values["strict"])
    return self


def _dialect_of(dialect, fmtparams):
    for name in fmtparams:
        if name not in _ATTRIBUTES:
            raise TypeError(f"'{name}' is an invalid keyword argument for this "
                            "function")
    return _make_dialect(Dialect, dialect, fmtparams)


(_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED,
 _ESCAPED_IN_QUOTED, _QUOTE_IN_QUOTED, _EAT_NEWLINE, _AFTER_ESCAPED_NEWLINE) = \
    range(9)


@_opaque
class _Reader:
    """Iterates over the records of lines of text."""

    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        self._fields = []
        self._field = []
        self._is_numeric = False
        self._state = _START_RECORD
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or self._state == _IN_QUOTED:
                    if self.dialect.strict:
                        raise Error("unexpected end of data")
                    self._save()
                    return self._fields
                raise
            if not isinstance(line, str):
                raise Error("iterator should return strings, not "
                            f"{type(line).__name__} (the file should be "
                            "opened in text mode)")
            self.line_num += 1
            self._take_line(line)
            if self._state == _START_RECORD:
                return self._fields

    def _take_line(self, line):
        dialect = self.dialect
        stops = {"\n", "\r", dialect.delimiter}
        stops.update(c for c in (dialect.quotechar, dialect.escapechar) if c)
        at, size = 0, len(line)
        while at < size:
            c = line[at]
            # What is of no consequence is taken in one piece.
            if self._state in (_IN_FIELD, _IN_QUOTED) and c not in stops:
                end = at + 1
                while end < size and line[end] not in stops:
                    end += 1
                self._add(line[at:end])
                at = end
                continue
            self._take(c)
            at += 1
        self._take(None)

    def _add(self, text):
        self._field.append(text)
        self._size += len(text)
        if self._size > _field_limit:
            raise Error(f"field larger than field limit ({_field_limit})")

    _size = 0

    def _save(self):
        text = "".join(self._field)
        if self._is_numeric:
            self._is_numeric = False
            text = float(text)
        self._fields.append(text)
        self._field = []
        self._size = 0

    # One character, or None for the end of a line.
    def _take(self, c):
        self._STEPS[self._state](self, c)

    def _start_record(self, c):
        if c is None:
            return
        if c in "\r\n":
            self._state = _EAT_NEWLINE
            return
        self._state = _START_FIELD
        self._start_field(c)

    def _start_field(self, c):
        dialect = self.dialect
        if c is None or c in "\r\n":
            self._save()
            self._state = _START_RECORD if c is None else _EAT_NEWLINE
        elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            self._state = _IN_QUOTED
        elif c == dialect.escapechar:
            self._state = _ESCAPED
        elif c == " " and dialect.skipinitialspace:
            pass
        elif c == dialect.delimiter:
            self._save()
        else:
            if dialect.quoting == QUOTE_NONNUMERIC:
                self._is_numeric = True
            self._add(c)
            self._state = _IN_FIELD

    def _escaped(self, c):
        if c is not None and c in "\r\n":
            self._add(c)
            self._state = _AFTER_ESCAPED_NEWLINE
            return
        self._add("\n" if c is None else c)
        self._state = _IN_FIELD

    def _after_escaped_newline(self, c):
        if c is not None:
            self._state = _IN_FIELD
            self._in_field(c)

    def _in_field(self, c):
        dialect = self.dialect
        if c is None or c in "\r\n":
            self._save()
            self._state = _START_RECORD if c is None else _EAT_NEWLINE
        elif c == dialect.escapechar:
            self._state = _ESCAPED
        elif c == dialect.delimiter:
            self._save()
            self._state = _START_FIELD
        else:
            self._add(c)

    def _in_quoted(self, c):
        dialect = self.dialect
        if c is None:
            pass
        elif c == dialect.escapechar:
            self._state = _ESCAPED_IN_QUOTED
        elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            self._state = (_QUOTE_IN_QUOTED if dialect.doublequote
                           else _IN_FIELD)
        else:
            self._add(c)

    def _escaped_in_quoted(self, c):
        self._add("\n" if c is None else c)
        self._state = _IN_QUOTED

    def _quote_in_quoted(self, c):
        dialect = self.dialect
        if dialect.quoting != QUOTE_NONE and c == dialect.quotechar:
            self._add(c)
            self._state = _IN_QUOTED
        elif c == dialect.delimiter:
            self._save()
            self._state = _START_FIELD
        elif c is None or c in "\r\n":
            self._save()
            self._state = _START_RECORD if c is None else _EAT_NEWLINE
        elif not dialect.strict:
            self._add(c)
            self._state = _IN_FIELD
        else:
            raise Error(f"'{dialect.delimiter}' expected after "
                        f"'{dialect.quotechar}'")

    def _eat_newline(self, c):
        if c is None:
            self._state = _START_RECORD
        elif c not in "\r\n":
            raise Error("new-line character seen in unquoted field - do you "
                        "need to open the file in universal-newline mode?")

    _STEPS = (_start_record, _start_field, _escaped, _in_field, _in_quoted,
              _escaped_in_quoted, _quote_in_quoted, _eat_newline,
              _after_escaped_newline)


_Reader.__name__ = _Reader.__qualname__ = "reader"


@_opaque
class _Writer:
    """Writes records to a file."""

    def __init__(self, file, dialect):
        self._write = getattr(file, "write", None)
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')
        self.dialect = dialect

    def writerow(self, row, /):
        try:
            fields = iter(row)
        except TypeError:
            raise Error("iterable expected, not "
                        f"{type(row).__name__}") from None
        dialect = self.dialect
        texts = []
        for field in fields:
            texts.append(self._text_of(field))
        if len(texts) == 1 and texts[0] == "":
            if dialect.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            texts[0] = dialect.quotechar * 2
        return self._write(dialect.delimiter.join(texts)
                           + dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _text_of(self, field):
        quoting = self.dialect.quoting
        quoted = quoting == QUOTE_ALL
        if quoting == QUOTE_NONNUMERIC:
            quoted = not _is_number(field)
        if isinstance(field, str):
            text = str.__str__(field)
        else:
            text = "" if field is None else str(field)
        return self._joined(text, quoted)

    def _joined(self, text, quoted):
        dialect = self.dialect
        special = {dialect.delimiter, dialect.escapechar, dialect.quotechar,
                   *dialect.lineterminator}
        parts = []
        for c in text:
            if c in special:
                escape = dialect.quoting == QUOTE_NONE
                if not escape:
                    if c == dialect.quotechar:
                        if dialect.doublequote:
                            parts.append(c)
                        else:
                            escape = True
                    elif c == dialect.escapechar:
                        escape = True
                    if not escape:
                        quoted = True
                if escape:
                    if dialect.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    parts.append(dialect.escapechar)
            parts.append(c)
        body = "".join(parts)
        return dialect.quotechar + body + dialect.quotechar if quoted else body


_Writer.__name__ = _Writer.__qualname__ = "writer"


def _is_number(value):
    return any(method in cls.__dict__ for cls in type(value).__mro__
               for method in ("__int__", "__float__", "__index__"))


def reader(iterable, /, dialect=None, **fmtparams):
    return _Reader(iterable, _dialect_of(dialect, fmtparams))


def writer(fileobj, /, dialect=None, **fmtparams):
    return _Writer(fileobj, _dialect_of(dialect, fmtparams))


def register_dialect(name, /, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _dialect_of(dialect, fmtparams)


def unregister_dialect(name, /):
    try:
        del _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def get_dialect(name, /):
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


def field_size_limit(*limit):
    global _field_limit
    before = _field_limit
    if len(limit) > 1:
        raise TypeError("field_size_limit() takes at most 1 argument "
                        f"({len(limit)} given)")
    if limit:
        if not isinstance(limit[0], int):
            raise TypeError("limit must be an integer")
        _field_limit = limit[0]
    return before
