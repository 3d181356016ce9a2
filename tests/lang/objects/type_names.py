# Errors name the classes that CPython has in C outside of builtins with their
# module, and all others without.
import collections
import functools
import io
import itertools
import operator
import threading
import types
import weakref


class Mine(collections.deque):
    pass


def plain():
    pass


for value in (collections.deque(), collections.defaultdict(int),
              collections.OrderedDict(), collections.Counter(),
              collections.UserList(), Mine(), functools.partial(len),
              functools.cmp_to_key(plain)(1), io.StringIO(), io.BytesIO(),
              itertools.count(), itertools.chain(), itertools.tee([])[0],
              operator.itemgetter(1), operator.attrgetter("a"),
              threading.Lock(), threading.RLock(), threading.local(),
              threading.Event(), types.SimpleNamespace(), int | str,
              types.MappingProxyType({}), weakref.ref(plain), {}.keys(),
              io.UnsupportedOperation(), "".join, plain):
    for call in (lambda: -value, lambda: value.nope, lambda: [0][value],
                 lambda: int(value), lambda: "%d" % value,
                 lambda: value % 2):
        try:
            print(call())
        except (TypeError, AttributeError) as error:
            print(error)
for value in (collections.deque(), {}.keys(), {}.items(), types.CellType(1)):
    try:
        hash(value)
    except TypeError as error:
        print(error)
print(hasattr({}.values(), "isdisjoint"), hasattr({}.keys(), "isdisjoint"))
print(list[plain], dict[str, len], tuple[threading.local, ...])
print(repr(plain.__code__).split(" at 0x")[0],
      repr(plain.__code__).partition(", line ")[2])
