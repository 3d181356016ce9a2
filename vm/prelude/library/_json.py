# Module _json, under the library's json: what reads and writes documents. Its
# characters are read and written in C++ (vm/lib/json_module.cc); what is open
# is a list here, so that no depth of a document is one of calls.

from sys import getrecursionlimit as _depth_max

from _jsontext import (encode_basestring, encode_basestring_ascii,
                       scan_string as _scan_string, scan_value as _scan_value,
                       skip_space as _skip_space)


def _fail(message, text, at):
    from json.decoder import JSONDecodeError
    raise JSONDecodeError(message, text, at)


def scanstring(string, end, strict=True, /):
    """Reads a text from behind its first quote."""
    if not isinstance(string, str):
        raise TypeError("first argument must be a string, not "
                        + type(string).__name__)
    found = _scan_string(string, end, bool(strict))
    if found[0] is None:
        _fail(found[1], string, found[2])
    return found


class make_scanner:
    """Reads one JSON value."""

    __module__ = "_json"

    def __init__(self, context):
        self.strict = bool(context.strict)
        self.object_hook = context.object_hook
        self.object_pairs_hook = context.object_pairs_hook
        self.parse_float = context.parse_float
        self.parse_int = context.parse_int
        self.parse_constant = context.parse_constant

    def __call__(self, string, idx):
        if not isinstance(string, str):
            raise TypeError("first argument must be a string, not "
                            + type(string).__name__)
        if idx < 0:
            raise ValueError("idx cannot be negative")
        strict = self.strict
        stack = []        # (what is open, the key its value has) outside
        items = key = None  # a list, or a dict or list of pairs, and a key
        keys = {}         # one str for all keys that are equal
        close = ""        # what ends it
        while True:
            found = _scan_value(string, idx, strict)
            if found is None:
                raise StopIteration(idx)
            if len(found) == 2:
                value, idx = found
            elif found[0] is None:
                _fail(found[1], string, found[2])
            else:
                kind, value, idx = found
                if kind == "i":
                    value = self.parse_int(value)
                elif kind == "d":
                    value = self.parse_float(value)
                elif kind == "[" or kind == "{":
                    if len(stack) >= _depth_max():
                        _too_deep(kind)
                    idx = _skip_space(string, idx)
                    opened = [] if kind == "[" else self._new_items()
                    if string[idx:idx + 1] == ("]" if kind == "[" else "}"):
                        idx += 1
                        value = opened if kind == "[" \
                            else self._finish(opened)
                    else:
                        stack.append((items, key, close))
                        items = opened
                        close = "]" if kind == "[" else "}"
                        if kind == "{":
                            key, idx = self._key(string, idx, keys)
                        continue
                else:
                    value = self._constant(kind, value)
            # The value may end what is open, and that what is around it.
            while True:
                if not stack:
                    return value, idx
                idx = _skip_space(string, idx)
                end = string[idx:idx + 1]
                if close == "]":
                    items.append(value)
                elif type(items) is dict:
                    items[key] = value
                else:
                    items.append((key, value))
                if end == ",":
                    idx = _skip_space(string, idx + 1)
                    if close == "}":
                        key, idx = self._key(string, idx, keys)
                    break
                if end != close:
                    _fail("Expecting ',' delimiter", string, idx)
                idx += 1
                value = items if close == "]" else self._finish(items)
                items, key, close = stack.pop()

    def _new_items(self):
        return {} if self.object_pairs_hook is None else []

    def _finish(self, items):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(items)
        if self.object_hook is not None:
            return self.object_hook(items)
        return items

    def _key(self, string, idx, keys):
        # A key and its colon; returns it and where its value begins.
        if string[idx:idx + 1] != '"':
            _fail("Expecting property name enclosed in double quotes", string,
                  idx)
        key, idx = scanstring(string, idx + 1, self.strict)
        key = keys.setdefault(key, key)
        idx = _skip_space(string, idx)
        if string[idx:idx + 1] != ":":
            _fail("Expecting ':' delimiter", string, idx)
        return key, _skip_space(string, idx + 1)

    def _constant(self, kind, text):
        if kind == "n":
            return None
        if kind == "c":
            return self.parse_constant(text)
        return kind == "t"


def _too_deep(kind):
    what = "array" if kind == "[" else "object"
    raise RecursionError("maximum recursion depth exceeded while decoding a "
                         f"JSON {what} from a unicode string")


_INFINITY = float("inf")


class make_encoder:
    """Gives the pieces of the JSON text of a value."""

    __module__ = "_json"

    def __init__(self, markers, default, encoder, indent, key_separator,
                 item_separator, sort_keys, skipkeys, allow_nan):
        if markers is not None and not isinstance(markers, dict):
            raise TypeError("make_encoder() argument 1 must be dict or None, "
                            f"not {type(markers).__name__}")
        self.markers = markers
        self.default = default
        self.encoder = encoder
        self.indent = indent
        self.key_separator = key_separator
        self.item_separator = item_separator
        self.sort_keys = sort_keys
        self.skipkeys = skipkeys
        self.allow_nan = allow_nan

    def __call__(self, obj, _current_indent_level):
        out = []
        stack = []        # (rest, close, marker) of what is open
        rest = iter((obj,))
        close = ""
        marker = None
        item_separator = self.item_separator
        separator = ""    # before the next item
        while True:
            for value in rest:
                if close == "}":
                    key = self._key(value[0])
                    if key is None:
                        continue
                    out.append(separator)
                    out.append(key)
                    value = value[1]
                else:
                    out.append(separator)
                separator = item_separator
                text = self._scalar(value)
                if text is not None:
                    out.append(text)
                    continue
                if isinstance(value, (list, tuple)) and not value:
                    out.append("[]")
                    continue
                if isinstance(value, dict) and not value:
                    out.append("{}")
                    continue
                stack.append((rest, close, marker, separator))
                if len(stack) > _depth_max():
                    raise RecursionError(
                        "maximum recursion depth exceeded while encoding a "
                        "JSON object")
                marker = self._mark(value)
                separator = ""
                if isinstance(value, (list, tuple)):
                    out.append("[")
                    rest, close = iter(value), "]"
                elif isinstance(value, dict):
                    out.append("{")
                    rest, close = iter(self._items(value)), "}"
                else:
                    rest, close = iter((self.default(value),)), ""
                break
            else:
                if not stack:
                    return tuple(out)
                out.append(close)
                if marker is not None:
                    del self.markers[marker]
                rest, close, marker, separator = stack.pop()

    def _mark(self, value):
        if self.markers is None:
            return None
        marker = id(value)
        if marker in self.markers:
            raise ValueError("Circular reference detected")
        self.markers[marker] = value
        return marker

    def _items(self, value):
        items = list(value.items())
        if self.sort_keys:
            items.sort()
        return items

    def _scalar(self, value):
        # The text of what holds nothing else, or None.
        if isinstance(value, str):
            return self.encoder(value)
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return self._float(value)
        return None

    def _float(self, value):
        if value == value and value != _INFINITY and value != -_INFINITY:
            return float.__repr__(value)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON "
                             "compliant")
        if value != value:
            return "NaN"
        return "Infinity" if value > 0 else "-Infinity"

    def _key(self, key):
        # The text of a key with what follows it; None to leave it out.
        if not isinstance(key, str):
            text = self._scalar(key)
            if text is None:
                if self.skipkeys:
                    return None
                raise TypeError("keys must be str, int, float, bool or None, "
                                f"not {type(key).__name__}")
            key = text
        return self.encoder(key) + self.key_separator
