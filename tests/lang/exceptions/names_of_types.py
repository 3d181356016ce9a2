# What error texts call a type: a subclass by its own name, and one that
# CPython has in C by its module too.
import array
import collections
import datetime
import functools
import io
import itertools
import operator
import re
import struct
import threading
import types
import weakref


class Number(int):
    pass


class Text(str):
    pass


class Items(list):
    pass


class Table(dict):
    pass


def told(function, *args):
    try:
        function(*args)
        print("fine")
    except TypeError as e:
        print("TypeError:", e)
    except AttributeError as e:
        print("AttributeError:", e)


values = [collections.deque(), collections.OrderedDict(), itertools.count(),
          collections.defaultdict(), itertools.chain(), functools.partial(len),
          io.StringIO(), io.BytesIO(), array.array("i"), threading.Lock(),
          weakref.ref(Number), types.SimpleNamespace(), re.compile("a"),
          operator.itemgetter(1), struct.Struct("i"), list[int], int | str,
          datetime.date(2020, 1, 1), datetime.timedelta(1), threading.Event(),
          collections.Counter(), collections.ChainMap(), {}.items()]
for value in values:
    told(operator.add, 1, value)
    told(operator.neg, value)
    told(operator.add, "a", value)
    told([1].__getitem__, value)
    told(int, value)
    told("".join, [value])
    told(getattr, value, "nothing_like_that")
    told(getattr, type(value), "nothing_like_that")
    told(operator.matmul, value, value)
for x in (Number(1), Text("a"), Items([1]), Table()):
    for y in (1, "a", [], {}, Number(2), Text("b"), Items(), Table(), None, 2j):
        for function in (operator.mod, operator.matmul, operator.add,
                         operator.lt, operator.sub, operator.and_):
            if function is not operator.mod or not isinstance(x, str):
                told(function, x, y)
                told(function, y, x)
told(max, [1], Items())
told(lambda: {}[{1: 2}.keys()])
told(hash, {1: 2}.items())
print(hash({}.values()) is not None)
told(bytes, 1, 2)
told(bytearray, "a", None)
told(exec, "1", Items())
told(lambda: [].append.nothing)
told(lambda: len.nothing)
told(lambda: setattr(list[int], "nothing", 1))


def code_of():
    pass


print(re.sub("0x[0-9a-f]+", "", f"{code_of.__code__} {[code_of.__code__]}"))


class Matched:
    __match_args__ = None


def match():
    match Matched():
        case Matched(1):
            pass


def build():
    class Made(metaclass=None):
        pass


told(match)
told(build)
