# gc every: 65536
# inspect.signature() of what is not written in Python.
import inspect
import math

for f in (len, sorted, print, abs, sum, pow, divmod, isinstance, setattr, input,
          open, round, id, hash, chr, repr, format, all, math.sqrt, math.isclose,
          math.floor, str.join, str.split, str.upper, str.encode, str.center,
          list.append, list.sort, list.pop, [].insert, "".replace, dict.get,
          {}.setdefault, dict.fromkeys, {}.popitem, bytes.fromhex, b"".decode,
          int.to_bytes, int.from_bytes, (1).bit_length, float.hex,
          int.__add__, (1).__add__, object.__repr__, object.__init__,
          object.__new__, object.__setattr__, object().__reduce_ex__,
          object.__init__.__get__, list.__init__, dict.__new__, tuple.index,
          list, float, complex, property, object, exec, eval, compile.__call__):
    name = getattr(f, "__qualname__", f)
    print(name, inspect.signature(f))
for f in (int, str, dict, range, type, set):
    try:
        print(inspect.signature(f))
    except ValueError as e:
        print(e)


class Own(list):
    pass


class Empty:
    pass


print(inspect.signature(Own), inspect.signature(Empty), list.__text_signature__)
print(len.__text_signature__, "".join.__text_signature__)
bound = inspect.signature(sorted).bind([3, 1], reverse=True)
print(bound.arguments, inspect.signature(sorted).parameters["key"].kind.name)
