# Module marshal: what Python's own types hold, as bytes.  Code has no such form
# here: what runs is not CPython's bytecode.

from _struct import pack as _pack, unpack as _unpack

version = 4
_DEPTH_MAX = 2000
_REFERENCE = 0x80  # in a type's code: later values may refer to this one


class _Writer:
    # A container's writer gives an iterator of what is to follow its head.

    def __init__(self, version):
        self.version = version
        self.parts = []
        self.places = {}  # by the ids of what may be referred to

    def size(self, code, n):
        self.parts.append(code + _pack("<I", n))

    def items(self, code, items):
        items = list(items)
        self.size(code, len(items))
        return iter(items)

    def write(self, value):
        open_items = [iter((value,))]
        while open_items:
            for value in open_items[-1]:
                if len(open_items) > _DEPTH_MAX:
                    raise ValueError("object too deeply nested to marshal")
                items = self.begin(value)
                if items is not None:
                    open_items.append(items)
                    break
            else:
                open_items.pop()

    def begin(self, value):
        if value is StopIteration:
            self.parts.append(b"S")
            return None
        writer = _WRITERS.get(type(value), _write_buffer)
        if self.version < 3 or type(value) not in _SHARED:
            return writer(self, value)
        place = self.places.get(id(value))
        if place is not None:
            self.size(b"r", place)
            return None
        self.places[id(value)] = len(self.places)
        head = len(self.parts)
        items = writer(self, value)
        code, rest = self.parts[head][0], self.parts[head][1:]
        self.parts[head] = bytes((code | _REFERENCE,)) + rest
        return items


def _write_int(writer, value):
    if -1 << 31 <= value < 1 << 31:
        writer.parts.append(b"i" + _pack("<i", value))
        return
    digits, rest = [], abs(value)
    while rest:
        digits.append(rest & 0x7FFF)
        rest >>= 15
    count = len(digits) if value > 0 else -len(digits)
    writer.parts.append(b"l" + _pack("<i", count)
                        + _pack(f"<{len(digits)}H", *digits))


def _write_float(writer, value):
    if writer.version > 1:
        writer.parts.append(b"g" + _pack("<d", value))
    else:
        writer.parts.append(b"f" + _float_text(value))


def _float_text(value):
    text = f"{value:.17g}".encode()
    return bytes([len(text)]) + text


def _write_complex(writer, value):
    if writer.version > 1:
        writer.parts.append(b"y" + _pack("<dd", value.real, value.imag))
    else:
        writer.parts.append(b"x" + _float_text(value.real)
                            + _float_text(value.imag))


def _write_bytes(writer, value):
    writer.size(b"s", len(value))
    writer.parts.append(value)


def _write_buffer(writer, value):
    try:
        data = bytes(memoryview(value))
    except TypeError:
        raise ValueError("unmarshallable object") from None
    _write_bytes(writer, data)


def _write_str(writer, value):
    if writer.version >= 4 and value.isascii():
        if len(value) < 256:
            writer.parts.append(b"z" + bytes([len(value)]))
        else:
            writer.size(b"a", len(value))
        writer.parts.append(value.encode())
        return
    data = value.encode("utf-8", "surrogatepass")
    writer.size(b"u", len(data))
    writer.parts.append(data)


def _write_tuple(writer, value):
    if writer.version < 4 or len(value) > 255:
        return writer.items(b"(", value)
    writer.parts.append(b")" + bytes([len(value)]))
    return iter(value)


def _write_dict(writer, value):
    writer.parts.append(b"{")
    return _items_of_dict(writer, list(value.items()))


def _items_of_dict(writer, items):
    for key, item in items:
        yield key
        yield item
    writer.parts.append(b"0")


def _constant(code):
    return lambda writer, value: writer.parts.append(code)


_WRITERS = {
    type(None): _constant(b"N"),
    type(...): _constant(b"."),
    bool: lambda writer, value: writer.parts.append(b"T" if value else b"F"),
    int: _write_int,
    float: _write_float,
    complex: _write_complex,
    bytes: _write_bytes,
    str: _write_str,
    tuple: _write_tuple,
    list: lambda writer, value: writer.items(b"[", value),
    dict: _write_dict,
    set: lambda writer, value: writer.items(b"<", value),
    frozenset: lambda writer, value: writer.items(b">", value),
}


# What has an identity to keep.
_SHARED = frozenset((bytes, str, tuple, list, dict, set, frozenset))


def dumps(value, version=version, /):
    writer = _Writer(version)
    writer.write(value)
    return b"".join(writer.parts)


def dump(value, file, version=version, /):
    return file.write(dumps(value, version))


_END = object()  # what ends a dict


class _Reader:
    """Reads values; `read(n)` gives n bytes, or fewer at the end.

    A container's reader is a generator: it is sent what it holds.
    """

    def __init__(self, read):
        self._read = read
        self.seen = []  # what was marked as referred to

    def bytes(self, count):
        data = self._read(count)
        if len(data) < count:
            raise EOFError("marshal data too short")
        return data

    def number(self, form="<i", size=4):
        return _unpack(form, self.bytes(size))[0]

    def size(self, what):
        count = self.number()
        if count < 0:
            raise ValueError(f"bad marshal data ({what} size out of range)")
        return count

    def value(self):
        making = []
        while True:
            if len(making) >= _DEPTH_MAX:
                raise ValueError("recursion limit exceeded")
            value, place = self.begin()
            if type(value) is _GENERATOR:
                making.append((value, place))
                value = None
            while making:
                maker, place = making[-1]
                try:
                    maker.send(value)
                    break
                except StopIteration as end:
                    value = end.value
                    making.pop()
                    if place is not None:
                        self.seen[place] = value
            else:
                return _checked(value, "object")

    def begin(self):
        data = self._read(1)
        if not data:
            raise EOFError("EOF read where object expected")
        place = None
        if data[0] & _REFERENCE:
            place = len(self.seen)
            self.seen.append(None)
        reader = _READERS.get(chr(data[0] & ~_REFERENCE))
        if reader is None:
            raise ValueError("bad marshal data (unknown type code)")
        value = reader(self, place)
        if place is not None and type(value) is not _GENERATOR:
            self.seen[place] = value
        return value, place


def _checked(value, owner):
    if value is _END:
        raise TypeError(f"NULL object in marshal data for {owner}")
    return value


def _read_long(reader, place):
    count = reader.number()
    value = 0
    for i in range(abs(count)):
        digit = reader.number("<H", 2)
        if digit > 0x7FFF:
            raise ValueError("bad marshal data (digit out of range in long)")
        value |= digit << 15 * i
    if count and value >> 15 * (abs(count) - 1) == 0:
        raise ValueError("bad marshal data (unnormalized long data)")
    return value if count > 0 else -value


def _read_tuple(reader, count):
    items = []
    for _ in range(count):
        items.append(_checked((yield), "tuple"))
    return tuple(items)


# A list, dict or set may hold itself: it is known before its items are.
def _read_list(reader, place):
    found = []
    if place is not None:
        reader.seen[place] = found
    for _ in range(reader.size("list")):
        found.append(_checked((yield), "list"))
    return found


def _read_dict(reader, place):
    found = {}
    if place is not None:
        reader.seen[place] = found
    while (key := (yield)) is not _END:
        value = yield
        if value is _END:
            break
        found[key] = value
    return found


def _read_set(reader, place):
    found = set()
    if place is not None:
        reader.seen[place] = found
    for _ in range(reader.size("set")):
        found.add(_checked((yield), "set"))
    return found


def _read_frozenset(reader, place):
    return frozenset((yield from _read_set(reader, None)))


_GENERATOR = type(_read_set(None, None))


def _read_reference(reader, place):
    number = reader.number()
    if not 0 <= number < len(reader.seen) or reader.seen[number] is None:
        raise ValueError("bad marshal data (invalid reference)")
    return reader.seen[number]


def _read_code(reader, place):
    raise ValueError("bad marshal data (code is not CPython's here)")


def _short_text(reader, place):
    return reader.bytes(reader.bytes(1)[0]).decode("latin-1")


def _long_text(reader, place):
    return reader.bytes(reader.size("string")).decode("latin-1")


def _any_text(reader, place):
    return reader.bytes(reader.size("string")).decode("utf-8", "surrogatepass")


def _read_constant(value):
    return lambda reader, place: value


_READERS = {
    "0": _read_constant(_END),
    "N": _read_constant(None),
    "F": _read_constant(False),
    "T": _read_constant(True),
    "S": _read_constant(StopIteration),
    ".": _read_constant(...),
    "i": lambda reader, place: reader.number(),
    "I": lambda reader, place: reader.number("<q", 8),
    "l": _read_long,
    "f": lambda reader, place: float(_short_text(reader, place)),
    "g": lambda reader, place: reader.number("<d", 8),
    "x": lambda reader, place: complex(float(_short_text(reader, place)),
                                       float(_short_text(reader, place))),
    "y": lambda reader, place: complex(*_unpack("<dd", reader.bytes(16))),
    "s": lambda reader, place: reader.bytes(reader.size("bytes object")),
    "z": _short_text,
    "Z": _short_text,
    "a": _long_text,
    "A": _long_text,
    "t": _any_text,
    "u": _any_text,
    ")": lambda reader, place: _read_tuple(reader, reader.bytes(1)[0]),
    "(": lambda reader, place: _read_tuple(reader, reader.size("tuple")),
    "[": _read_list,
    "{": _read_dict,
    "<": _read_set,
    ">": _read_frozenset,
    "r": _read_reference,
    "c": _read_code,
}


def loads(bytes, /):
    data = memoryview(bytes).cast("B")
    at = 0

    def read(count):
        nonlocal at
        part = data[at:at + count].tobytes()
        at += len(part)
        return part

    return _Reader(read).value()


def load(file, /):
    def read(count):
        data = file.read(count)
        if len(data) > count:
            raise ValueError(f"read() returned too much data: {count} bytes "
                             f"requested, {len(data)} returned")
        return data

    return _Reader(read).value()
