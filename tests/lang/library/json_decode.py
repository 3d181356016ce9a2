# gc every: 256
# What json.loads() makes of good and bad documents, with each hook.
import json
from json.decoder import JSONDecoder, JSONDecodeError, scanstring


def attempt(function, *args, **kwargs):
    try:
        print(ascii(function(*args, **kwargs)))
    except JSONDecodeError as e:
        print(ascii(args[0]), e, ascii((e.msg, e.pos, e.lineno, e.colno)))
    except Exception as e:
        print(ascii(args)[:60], type(e).__name__, e)


for text in ("null", "true", "false", "0", "-0", "12", "-3.5", "1e3", "1E+2",
             "2.5e-3", "1.", "1.e3", "-", "+1", "01", "1e", "1e+", ".5",
             "NaN", "Infinity", "-Infinity", "-Inf", "nul", "tru", "", " ",
             '""', '"a"', '"', '"a', '"\\', '"\\"', '"\\x"', '"\\u12"',
             '"\\u00e9"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ud83d\\u0041"',
             '"\\ude00"', '"\\ud83dx"', '"\\ud83d\\uzzzz"', '"\\u 123"',
             '"\\b\\f\\n\\r\\t\\/\\\\\\""', '"\n"', '"\x00"', '"\x7f"',
             "[]", "[ ]", "[1]", "[1, 2]", "[1,]", "[,1]", "[1 2]", "[1",
             "[", "[1,", "[[]]", "]", "{}", "{ }", '{"a":1}',
             '{"a" : 1 , "b":[2]}', '{"a":1,}', "{1:2}", '{"a"}', '{"a":}',
             '{"a":1', '{"a":1 "b":2}', '{"a"', "{", '{"a":', "{'a':1}",
             '{"a":1,"a":2}', "1 2", "[] x", "\ufeff[]", "\x0b1", " \t\r\n1 ",
             "{\n\"a\": 1,\n\"b\": x}"):
    attempt(json.loads, text)
for data in (b"[1]", bytearray(b'"x"'), "[1]".encode("utf-16"),
             "[1]".encode("utf-16-le"), b"\xef\xbb\xbf[1]",
             "\u20ac".join('""').encode(), b"\xff", 3, None, ["x"]):
    attempt(json.loads, data)

print(json.loads('{"a": [1, {"b": 2}]}', object_hook=lambda d: sorted(d)))
print(json.loads('{"a": [1, {}]}', object_pairs_hook=lambda p: ("P", p)))
print(json.loads('{"a": 1}', object_hook=len, object_pairs_hook=tuple))
print(json.loads("[1, 2.5, 1e2]", parse_int=str, parse_float=repr))
print(json.loads("[NaN, -Infinity]", parse_constant=lambda n: "<" + n + ">"))
attempt(json.loads, '"\n\t"', strict=False)
attempt(json.loads, "{}", foo=3)


class Mine(JSONDecoder):
    def decode(self, text):
        return "mine", super().decode(text)


print(json.loads("[1]", cls=Mine))
decoder = JSONDecoder()
print(decoder.decode(" [1] "), decoder.raw_decode("[1] x"),
      decoder.raw_decode("x 12 y", 2))
attempt(decoder.raw_decode, "x", 0)
attempt(decoder.raw_decode, "1", -1)
attempt(decoder.raw_decode, "", 0)
attempt(decoder.raw_decode, "1", 5)
print(scanstring('x"abc"y', 2), scanstring('a\\n"', 0), scanstring('a\n"', 0,
                                                                   False))
for args in (('"', 5), ("abc", 0), (3, 0), ('a"', -1)):
    attempt(scanstring, *args)

error = JSONDecodeError("msg", "ab\ncd", 4)
print(repr(error), str(error), error.doc, error.__reduce__())
print(isinstance(error, ValueError), JSONDecodeError.__mro__)
try:
    json.loads("[" * 3000)
except RecursionError as e:
    print(e)
try:
    json.loads('{"a":' * 3000)
except RecursionError as e:
    print(e)
deep = json.loads("[" * 200 + "]" * 200)
depth = 1
while deep:
    depth += 1
    deep = deep[0]
print(depth)
