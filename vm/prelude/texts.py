# Slow paths of str and bytes: what has to run a user's __str__, __format__ or
# iterator.  The natives in vm/objects/ come here.

from _prelude import field_steps, percent_pieces, special, template_pieces


def text_join(separator, iterable):
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError("can only join an iterable") from None
    return separator.join(list(iterator))


# What the natives do not know of encodings and error handlers, module codecs
# does: those that are Python, and those that the program brings.
def encode_by_codec(text, encoding, errors):
    return import_module("_codecs").encode_text(text, encoding, errors)


def decode_by_codec(data, encoding, errors):
    return import_module("_codecs").decode_bytes(data, encoding, errors)


def encode_by_handler(text, encoding, errors):
    return import_module("_codecs").encode_by_handler(text, encoding, errors)


def decode_by_handler(data, encoding, errors):
    return import_module("_codecs").decode_by_handler(data, encoding, errors)


def bytes_by_codec(cls, encode, text, encoding, errors):
    # `cls` may be a bytearray instead, which is to be made anew.
    made = encode(text, encoding, errors)
    if not isinstance(cls, type):
        bytearray.__init__(cls, made)
        return None
    base = bytearray if issubclass(cls, bytearray) else bytes
    return base.__new__(cls, made)


def str_by_codec(cls, decode, data, encoding, errors):
    return str.__new__(cls, decode(data, encoding, errors))


def ascii_of(obj):
    return repr(obj).encode("ascii", "backslashreplace").decode("ascii")


def format_of(obj, spec):
    result = method_of(obj, "__format__")(spec)
    if not isinstance(result, str):
        raise TypeError("__format__ must return a str, not "
                        f"{type_name(result)}")
    return result


def str_translate(text, table):
    out = []
    for char in text:
        try:
            found = table[ord(char)]
        except LookupError:
            out.append(char)
            continue
        if isinstance(found, int):
            if not 0 <= found < 0x110000:
                raise ValueError("character mapping must be in "
                                 "range(0x110000)")
            out.append(chr(found))
        elif isinstance(found, str):
            out.append(found)
        elif found is not None:
            raise TypeError("character mapping must return integer, None or "
                            "str")
    return "".join(out)


# --- bytes ----------------------------------------------------------------------

def items_for(source, kind):
    # What bytes(source) is made of: bytes, or a list of ints.
    method = method_of(source, "__bytes__") if kind == "bytes" else None
    if method is not None:
        made = method()
        if not isinstance(made, bytes):
            raise TypeError("__bytes__ returned non-bytes (type "
                            f"{type_name(made)})")
        return made
    if special(source, "__index__") is not None:
        try:
            return index_of(source)
        except TypeError:
            pass
    try:
        iterator = iter(source)
    except TypeError:
        raise TypeError(f"cannot convert '{type_name(source)}' object to "
                        f"{kind}") from None
    if kind == "bytes":
        ask_length(source)
    items = []
    while True:
        try:
            item = next_of(iterator)
        except StopIteration:
            return items
        item = index_of(item)
        if not 0 <= item <= 255:
            raise ValueError("bytes must be in range(0, 256)"
                             if kind == "bytes" else
                             "byte must be in range(0, 256)")
        items.append(item)


def bytes_new(cls, source):
    made = items_for(source, "bytes")
    # What __bytes__ gave may be of a subclass.
    if cls is bytes and isinstance(made, bytes):
        return made
    return bytes.__new__(cls, made)


def bytearray_new(cls, source):
    return bytearray.__new__(cls, items_for(source, "bytearray"))


def bytearray_init(self, source):
    bytearray.__init__(self, items_for(source, "bytearray"))


def bytearray_extend(target, iterable):
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError("can't extend bytearray with "
                        f"{type_name(iterable)}") from None
    items = []
    extend_from(items, iterator, iterable)
    target.extend(bytearray(items))


def bytearray_splice(target, key, item):
    # target[key] = item, or del target[key] for item None.
    key = key_of_ints(key)
    if not (item is None or isinstance(item, (bytes, bytearray))):
        if isinstance(item, (int, float, str)) \
                or special(item, "__index__") is not None:
            raise TypeError("can assign only bytes, buffers, or iterables of "
                            "ints in range(0, 256)")
        item = bytes(bytearray(item))
    splice_bytes(target, key, item)


def bytearray_delitem(target, index):
    target[index]  # raises IndexError
    index %= len(target)
    splice_bytes(target, slice(index, index + 1), None)


def key_of_ints(key):
    # A slice whose parts are ints or None.
    step = index_or_none(key.step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    return slice(index_or_none(key.start), index_or_none(key.stop), step)


# --- str.format() -----------------------------------------------------------------

def str_format(template, args, named):
    # `args` is None for format_map().
    return render(template, args, named, Numbering(), 2)


class Numbering:
    """How a template numbers its fields: by itself, by hand, or not yet."""

    def __init__(self):
        self.automatic = None
        self.next = 0

    def take(self, first):
        automatic = first == ""
        if self.automatic is None:
            self.automatic = automatic
        if self.automatic is not automatic:
            if automatic:
                raise ValueError("cannot switch from manual field "
                                 "specification to automatic field numbering")
            raise ValueError("cannot switch from automatic field numbering to "
                             "manual field specification")
        if not automatic:
            return first
        self.next += 1
        return self.next - 1


def render(template, args, named, numbering, depth):
    if depth == 0:
        raise ValueError("Max string recursion exceeded")
    out = []
    for piece in template_pieces(template):
        if type(piece) is str:
            raise ValueError(piece)
        literal, name, spec, conversion = piece
        out.append(literal)
        if name is None:
            continue
        value = field_value(name, args, named, numbering)
        if conversion is not None:
            value = converted(value, conversion)
        if "{" in spec or "}" in spec:
            spec = render(spec, args, named, numbering, depth - 1)
        out.append(format(value, spec))
    return "".join(out)


def field_value(name, args, named, numbering):
    first, *steps = field_steps(name)
    if first == "" or isinstance(first, int):
        value = positional(numbering.take(first), args)
    else:
        value = named[first]
    for step in steps:
        if type(step) is str:
            raise ValueError(step)
        is_attribute, key = step
        value = getattr(value, key) if is_attribute else value[key]
    return value


def positional(index, args):
    if args is None:
        raise ValueError("Format string contains positional fields")
    if index >= len(args):
        raise IndexError(f"Replacement index {index} out of range for "
                         "positional args tuple")
    return args[index]


def converted(value, conversion):
    if conversion == "s":
        return str(value)
    if conversion == "r":
        return repr(value)
    if conversion == "a":
        return ascii(value)
    raise ValueError(f"Unknown conversion specifier {conversion}")


# --- str % values, bytes % values ---------------------------------------------------

def str_percent(template, values):
    is_str = isinstance(template, str)
    is_mapping = (not isinstance(values, (tuple, str) if is_str else
                                 (tuple, str, bytes, bytearray))
                  and special(values, "__getitem__") is not None)
    rest = values if isinstance(values, tuple) else (values,)
    taken = 0
    out = []
    for piece in percent_pieces(template):
        if not isinstance(piece, tuple):
            out.append(piece)
            continue
        directive, key, kind, stars = piece
        if key is not None and not is_mapping:
            raise TypeError("format requires a mapping")
        wanted = stars + (key is None)
        if taken + wanted > len(rest):
            raise TypeError("not enough arguments for format string")
        arguments = list(rest[taken:taken + wanted])
        taken += wanted
        if key is not None:
            arguments.append(values[key])
        if is_str and kind in "sra":
            # join() takes the text out of an instance of a subclass.
            arguments[-1] = "".join([converted(arguments[-1], kind)])
            directive = directive[:-1] + "s"
        elif kind in "sb":
            arguments[-1] = bytes_in(arguments[-1])
        elif kind in "ra":
            arguments[-1] = ascii(arguments[-1]).encode()
            directive = directive[:-1] + b"s"
        elif kind == "c":
            arguments[-1] = character_of(arguments[-1], is_str)
        else:
            arguments[-1] = plain_number(kind, arguments[-1], not is_str)
        out.append(directive % tuple(arguments))
    if taken < len(rest) and not is_mapping:
        raise TypeError("not all arguments converted during "
                        f"{'string' if is_str else 'bytes'} formatting")
    return template[:0].join(out)


def character_of(value, is_str):
    if isinstance(value, (str, bytes, bytearray)):
        return value
    if special(value, "__index__") is None:
        raise TypeError("%c requires int or char" if is_str else "%c requires "
                        "an integer in range(256) or a single byte")
    return index_of(value)


def bytes_in(value):
    if isinstance(value, (bytes, bytearray)):
        return value
    if is_buffer(value):
        return bytes(value)
    method = method_of(value, "__bytes__")
    if method is None:
        raise TypeError("%b requires a bytes-like object, or an object that "
                        "implements __bytes__, not "
                        f"'{type_name(value)}'")
    return method()


def plain_number(kind, value, binary):
    # A builtin value that a directive of this kind shows as `value`.
    if isinstance(value, (int, float, str, bytes)):
        return value
    if kind in "diu":
        wrong = TypeError(
            f"%{'d' if binary and kind == 'i' else kind} format: a real "
            f"number is required, not {type_name(value)}")
        for name in ("__int__", "__index__", "__float__"):
            if special(value, name) is not None:
                break
        else:
            raise wrong
        try:
            return int(value)
        except TypeError:
            raise wrong from None
    if kind in "oxX":
        index = method_of(value, "__index__")
        if index is None:
            raise TypeError(f"%{kind} format: an integer is required, not "
                            f"{type_name(value)}")
        return index()
    if kind in "eEfFgG":
        if special(value, "__float__") is None \
                and special(value, "__index__") is None:
            raise TypeError(("float argument required, not " if binary else
                             "must be real number, not ")
                            + type_name(value))
        return float(value)
    if kind == "c":
        raise TypeError("%c requires int or char")
    return 0  # The directive itself raises for an unknown kind.
