# gc every: 256
# What json.dumps() writes, in each style, and what it refuses.
import collections
import enum
import io
import json
from json.encoder import (JSONEncoder, encode_basestring,
                          encode_basestring_ascii)


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


class Color(enum.IntEnum):
    RED = 1


class Text(str):
    def __str__(self):
        return "other"


class Number(float):
    def __repr__(self):
        return "other"


Point = collections.namedtuple("Point", "x y")
values = [None, True, False, 0, -5, 10 ** 30, 1.5, 1e100, 1e-7, -0.0, "",
          "a\"b\\c/\b\f\n\r\t\x00\x1f\x7f", "é\u2028\U0001f600\ud800", [], (),
          {}, [1, [2, [3, []]]], (1, "x"), {"a": {"b": {}}}, Color.RED,
          Text("t"), Number(2.5), Point(1, 2), collections.OrderedDict(b=1),
          {1: 2, 1.5: 3, True: 4, None: 5, "k": 6, Color.RED: 7},
          collections.defaultdict(int, z=1), float("nan"), float("inf"),
          -float("inf")]
styles = [{}, {"indent": 2}, {"indent": "\t"}, {"indent": 0},
          {"separators": (",", ":")}, {"ensure_ascii": False},
          {"sort_keys": False, "indent": 1, "separators": (";", "=")}]
for style in styles:
    for value in values:
        print(ascii(json.dumps(value, **style)))
for style in ({}, {"indent": 1}):
    print(json.dumps({"b": 1, "a": [2, {"d": 3, "c": 4}]}, sort_keys=True,
                     **style))
    attempt(json.dumps, {1: 1, "a": 2}, sort_keys=True, **style)
    attempt(json.dumps, {(1,): 1, "a": 2}, **style)
    attempt(json.dumps, {(1,): 1, "a": 2}, skipkeys=True, **style)
    attempt(json.dumps, [float("nan")], allow_nan=False, **style)
    attempt(json.dumps, {float("inf"): 1}, allow_nan=False, **style)
    attempt(json.dumps, [{1, 2}], **style)
    attempt(json.dumps, object, **style)
    attempt(json.dumps, b"x", **style)
    attempt(json.dumps, [{1}, 3 + 4j], default=str, **style)
    attempt(json.dumps, [{1}], default=lambda v: list(v), **style)
    attempt(json.dumps, [{1}], default=lambda v: 1 / 0, **style)
    attempt(json.dumps, [{1}], default=lambda v: v, **style)
    loop = []
    loop.append({"a": loop})
    attempt(json.dumps, loop, **style)
    shared = [1]
    print(json.dumps([shared, shared, {"k": shared}], **style))
attempt(json.dumps, 1, foo=2)


class Complex(JSONEncoder):
    def default(self, value):
        if isinstance(value, complex):
            return [value.real, value.imag]
        return super().default(value)


print(json.dumps({"z": 1 + 2j}, cls=Complex))
attempt(json.dumps, {"z": {1}}, cls=Complex)
print(Complex().encode([1j]), list(JSONEncoder().iterencode([1, {"a": "b"}])))
print(JSONEncoder(indent=1).encode({}), JSONEncoder().item_separator,
      JSONEncoder(indent=1).item_separator, JSONEncoder().key_separator)

stream = io.StringIO()
json.dump({"a": [1, 2]}, stream)
json.dump([1], stream, indent=1)
print(stream.getvalue())
print(json.load(io.StringIO("[1]")), json.load(io.BytesIO(b'{"a": 1}')))
attempt(json.load, 3)
print(encode_basestring("é\n"), encode_basestring_ascii("é\n\U0001f600"))
attempt(encode_basestring, 1)
attempt(encode_basestring_ascii, b"x")
deep = []
for _ in range(1500):
    deep = [deep]
try:
    json.dumps(deep)
except RecursionError as e:
    print(type(e).__name__)
print(json.__all__, json.detect_encoding(b"[]"), json.detect_encoding(b"[\0"))
