# Module json.
# gc every: 2048
import json

VALUES = [None, True, 0, -12, 2 ** 70, 1.5, 1e300, -0.0, "", "a\"b\\\n\x01é\U0001f41c",
          [], [1, [2, [3]]], {}, {"b": 1, "a": [True, None]}, (1, 2), {1: 2, None: 3,
          1.5: 4, True: 5}]
for value in VALUES:
    text = json.dumps(value)
    print(text, json.loads(text) == value or (value, json.loads(text)))
print(json.dumps(VALUES[13], indent=2, sort_keys=True))
print(json.dumps([1, {"a": 2}], separators=(",", ":")),
      json.dumps("é", ensure_ascii=False), json.dumps([[]], indent="\t"))
print(json.dumps([float("inf"), -float("inf")]), json.loads("[NaN, Infinity]"))
print(json.loads(' {"a" : [1, 2.5e3, "\\u00e9\\ud83d\\udc1c", false]} '),
      json.loads(b'[1]'), json.loads('"\\/\\b"'))
for bad in ["", "[1,", "{1: 2}", '{"a" 1}', '"abc', "[1] 2", "nul", '"\\x"',
            '"\t"', "[1 2]", '{"a":1,}', "-"]:
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as e:
        print(e, e.pos, e.lineno, e.colno)
for bad in [{1, 2}, {(1,): 2}, object, float("nan")]:
    try:
        print(json.dumps(bad, allow_nan=False))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)


class Point:
    def __init__(self, x):
        self.x = x


class Encoder(json.JSONEncoder):
    def default(self, value):
        if isinstance(value, Point):
            return {"x": value.x}
        return super().default(value)


print(json.dumps([Point(1)], cls=Encoder),
      json.dumps(Point(2), default=lambda p: [p.x]),
      json.dumps({(1,): 2, "a": 3}, skipkeys=True))
print(json.loads('{"x": 1, "y": [2]}', object_hook=lambda d: sorted(d.items())),
      json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: s * 2),
      json.loads('{"a": 1, "a": 2}', object_pairs_hook=list))
decoder = json.JSONDecoder()
print(decoder.raw_decode('{"a": 1} rest'))
import io

stream = io.StringIO()
json.dump({"k": [1, "v"]}, stream)
print(stream.getvalue(), json.load(io.StringIO("[1, 2]")))

# Equal keys of one document are one str.
first, second = json.loads('[{"a key": 1}, {"a key": 2, "b": {"a key": 3}}]')
keys = [key for item in (first, second, second["b"]) for key in item
        if key == "a key"]
print(keys[0] is keys[1] is keys[2])
