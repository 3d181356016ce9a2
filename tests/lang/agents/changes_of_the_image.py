# gc every: 65536
# Whatever kind of object a module made: what an agent changes of it is so for that
# agent, and for no other.
# expect: agents differ from the root in []
# expect: list [10, 'i', 2, 3, 3] [3, 3, 2, 'i', 10] [3]
# expect: dict {1: 3, 'b': [3]} [1, 'b'] 3
# expect: big 3369 100 False True
# expect: set [2, 5, 13] True
# expect: bytearray b'Dbd-' b'-dbD' 4
# expect: view b'DE\x02' b'E' [0, 3]
# expect: instance 3 [3] {'x': 3, 'new': [3], 'z': 9} True True
# expect: slots 3 3 False
# expect: subclasses [1, 3] 3 {'a': 1, 'k': 3} 3 [1, 4] b'a3' 6
# expect: cells (4, [4]) 4 100 True
# expect: deque [3, 1, 2] [2, 3, 1] defaultdict(<class 'list'>, {3: [3]}) ['b', 'a']
# expect: array [3, 2, 3, 3] 6
# expect: files world 3! hello bc b'a3cd' line2 True
# expect: errors (3,) ['note 3'] True KeyError(3) None ('a', 'b') 3 x3
# expect: raised ['raises', 'again'] True ValueError('made')
# expect: generators 1 ('sent', 3) [4, 9] [] ('caught', 3) 0
# expect: threads True True False 3 [3] ['first', 3]
# expect: random True True
# expect: module 3 3 False {'later': 3} 3
# expect: library {'x': '3'} ['b'] 1414c975 ['info 3'] [1, 3, 2] é
# expect: regex ab 3 3-
# expect: cycles 3 3 True True 3
# expect: caches [2, [3], 6] [1, 3] 0 [5]
# expect: weak 3 4 [1, 3] True 3
import array
import codecs
import collections
import configparser
import functools
import hashlib
import heapq
import io
import logging
import queue
import random
import re
import threading
import types
import weakref

import midge

probes = {}


def probe(change):
    probes[change.__name__.rstrip("_")] = change
    return change


numbers = [1, 2, 3]
table = {"a": 1, 1: 2}
big = {i: i for i in range(100)}
members = {1, 2}
octets = bytearray(b"abc")
viewed = bytearray(range(3))
view = memoryview(viewed)
ints = memoryview(bytearray(8)).cast("i")


@probe
def list_(n):
    numbers.append(n)
    numbers[0] = n + 7
    numbers.insert(1, "i")
    before = list(numbers)
    numbers.reverse()
    yield from (before, list(numbers))
    numbers.clear()
    numbers.append(n)
    yield numbers


@probe
def dict_(n):
    items = table.items()
    table["b"] = [n]
    table[1] += n
    del table["a"]
    table[1] -= 2
    yield from (dict(items), list(table), table.setdefault(1, 5))


@probe
def big_(n):
    for i in range(0, 100, 3):
        del big[i]
    for i in range(200, 234):
        big[i] = n
    yield from (sum(big.values()), len(big), 3 in big, 4 in big)


@probe
def set_(n):
    members.add(n + 10)
    members.discard(1)
    members.update([5])
    yield from (sorted(members), members >= {n + 10})


@probe
def bytearray_(n):
    octets.append(45)
    octets[0:1] = bytes([65 + n])
    octets[2] = 100
    yield bytes(octets)
    octets.reverse()
    yield from (bytes(octets), len(octets))


@probe
def view_(n):
    view[0] = 65 + n
    viewed[1] = 66 + n
    ints[1] = n
    yield from (bytes(view), bytes(view[1:2]), ints.tolist())


class Thing:
    def __init__(self, x=0):
        self.x = x


class Slots:
    __slots__ = ("a", "b")


class Numbers(list):
    pass


class Names(dict):
    pass


thing, other, slots = Thing(), Thing(), Slots()
slots.a = 1
namespace = vars(other)
own_list, own_dict, own_set = Numbers([1]), Names(a=1), type("S", (set,), {})([1])
own_bytes, own_int = type("B", (bytearray,), {})(b"a"), type("I", (int,), {})(5)


@probe
def instance(n):
    thing.x = n
    thing.new = [n]
    vars(thing)["z"] = 9
    yield from (thing.x, thing.new, vars(thing))
    namespace["w"] = n
    other.u = n
    yield from (other.w == n, namespace == {"x": 0, "w": n, "u": n})


@probe
def slots_(n):
    slots.b = n
    slots.a = n
    yield from (slots.a, slots.b)
    del slots.a
    yield hasattr(slots, "a")


@probe
def subclasses(n):
    own_list.append(n)
    own_list.x = n
    own_dict["k"] = n
    own_dict.x = n
    own_set.add(n + 1)
    own_bytes.extend(b"%d" % n)
    own_int.x = n + 1
    yield from (list(own_list), own_list.x, dict(own_dict), own_dict.x,
                sorted(own_set), bytes(own_bytes), own_int.x + 2)


def counter():
    count, box = 1, []

    def add(n):
        nonlocal count
        count += n
        box.append(count)
        return count, list(box)

    return add, lambda: count


add, count = counter()
cell = types.CellType(1)


@probe
def cells(n):
    yield add(n)
    yield count()
    add.__closure__[1].cell_contents = 100
    yield count()
    cell.cell_contents = n
    yield cell.cell_contents == n


deque = collections.deque([1, 2])
lists = collections.defaultdict(list)
ordered = collections.OrderedDict(a=1, b=2)
words = array.array("i", [1, 2, 3])


@probe
def deque_(n):
    deque.appendleft(n)
    yield list(deque)
    deque.rotate()
    lists[n].append(n)
    ordered.move_to_end("a")
    yield from (list(deque), lists, list(ordered))


@probe
def array_(n):
    words.append(n)
    words[0] = n
    memoryview(words)[1] = n - 1
    yield from (words.tolist(), sum(words) - 5)


text = io.StringIO("hello\nworld\n")
text.readline()
data = io.BytesIO(b"abcd")
data.read(1)
lines = io.TextIOWrapper(io.BytesIO(b"line1\nline2\n"))
lines.readline()


@probe
def files(n):
    yield text.read(5)
    text.write(f" {n}!")
    yield text.getvalue()[-2:]
    text.seek(0)
    yield from (text.readline()[:-1], data.read(2).decode())
    data.seek(1)
    data.write(b"%d" % n)
    yield from (data.getvalue(), lines.readline()[:-1])
    text.close()
    yield text.closed


def raises():
    raise ValueError("made")


def caught():
    try:
        raises()
    except ValueError as error:
        return error


error, again_ = caught(), caught()
os_error = OSError(2, "b")
group = ExceptionGroup("g", [ValueError(1)])
exit_ = SystemExit(1)


@probe
def errors(n):
    error.args = (n,)
    error.add_note(f"note {n}")
    error.__cause__ = KeyError(n)
    yield from (error.args, error.__notes__, error.__suppress_context__,
                error.__cause__)
    error.__traceback__ = None
    os_error.errno, os_error.filename = "a", n
    exit_.code = f"x{n}"
    yield from (error.__traceback__, (os_error.errno, os_error.strerror),
                os_error.filename, exit_.code)


@probe
def raised(n):
    def again():
        raise again_

    def names(traceback):
        while traceback:
            yield traceback.tb_frame.f_code.co_name
            traceback = traceback.tb_next

    try:
        again()
    except ValueError as e:
        found = list(names(e.__traceback__))
        yield [name for name in found if name in ("raises", "again")][::-1]
        yield e is again_
    try:
        try:
            raise again_
        except ValueError:
            raise KeyError from None
    except KeyError as e:
        yield e.__context__


def echo():
    x = 0
    while True:
        try:
            got = yield x
            x = x + 1 if got is None else ("sent", got)
        except ValueError as e:
            yield "caught", e.args[0]


generator = echo()
next(generator)
squares = (i * i for i in range(1, 4))
next(squares)
catching = echo()
next(catching)


@probe
def generators(n):
    yield from (next(generator), generator.send(n), list(squares))
    generator.close()
    yield from (list(generator), catching.throw(ValueError(n)), next(catching))


lock = threading.Lock()
permits = threading.Semaphore(1)
items = queue.Queue()
items.put("first")
barrier = threading.Barrier(2)


@probe
def threads(n):
    yield from (lock.acquire(False), permits.acquire(False), lock.acquire(False))
    items.put(n)
    found = []
    thread = threading.Thread(target=lambda: (barrier.wait(), found.append(n)))
    thread.start()
    barrier.wait()
    thread.join()
    yield from (n, found, [items.get(), items.get()])


numbers_at_random = random.Random(5)


@probe
def random_(n):
    state = numbers_at_random.getstate()
    first = numbers_at_random.random()
    yield first == random.Random(5).random()
    numbers_at_random.setstate(state)
    yield first == numbers_at_random.random()


made = types.ModuleType("made")
made.x = 1


@probe
def module(n):
    made.later = n
    yield from (made.later, getattr(made, "later"))
    del made.x
    yield hasattr(made, "x")
    yield {k: v for k, v in vars(made).items() if not k.startswith("__")}
    made.__getattr__ = lambda name: n
    yield made.anything


config = configparser.ConfigParser()
config.read_string("[a]\nx=1\n")
digest = hashlib.md5(b"x")
logger = logging.getLogger("image")
shown = []
logger.addHandler(logging.Handler())
logger.handlers[0].emit = lambda record: shown.append(record.getMessage())
logger.setLevel("INFO")
heap = [1, 2]
decoder = codecs.getincrementaldecoder("utf8")()
decoder.decode(b"\xc3")


@probe
def library(n):
    config["a"]["x"] = str(n)
    config.add_section("b")
    digest.update(b"%d" % n)
    logger.info("info %d", n)
    heapq.heappush(heap, n)
    heap[1:] = heap[:0:-1]
    yield from (dict(config["a"]), config.sections()[1:], digest.hexdigest()[:8],
                shown, heap, decoder.decode(b"\xa9"))


pattern = re.compile("(a)(b)?")
match = pattern.match("ab")
found = pattern.finditer("ab-a-")
next(found)


@probe
def regex(n):
    yield from (match.group(), pattern.sub(str(n), "ab"))
    yield str(next(found).start()) + "-" * (next(found, None) is None)


class Node:
    pass


cycle = []
cycle.append(cycle)
node, mate = Node(), Node()
node.mate, mate.mate = mate, node


@probe
def cycles(n):
    cycle.append(n)
    node.n = n
    yield from (cycle[0][1], mate.mate.n, cycle[0] is cycle, mate.mate.mate is mate)
    node.mate.mate.n = n
    yield mate.mate.n


calls = []


@functools.lru_cache(None)
def double(x):
    calls.append(x)
    return 2 * x


double(1)


class Lazy:
    @functools.cached_property
    def values(self):
        return []


lazy = Lazy()
lazy.values


@probe
def caches(n):
    lazy.values.append(n)
    yield [double(1), lazy.values, double(n)]
    double.cache_clear()
    yield from (calls, double.cache_info().currsize)
    lazy.values = [5]
    yield lazy.values


target, kept = Thing(1), Thing(1)
reference = weakref.ref(target)
by_key = weakref.WeakKeyDictionary({target: 1, kept: 1})
by_name = weakref.WeakValueDictionary(target=target)


@probe
def weak(n):
    reference().x = n
    by_key[target] = n
    yield from (target.x, by_name["target"].x + 1, sorted(by_key.values()))
    yield weakref.ref(target)() is target and reference == weakref.ref(target)
    proxy = weakref.proxy(kept)
    proxy.x = n
    yield kept.x


def run(n):
    return {name: " ".join(x if isinstance(x, str) else repr(x) for x in change(n))
            for name, change in probes.items()}


def main():
    midge.spawn(run, 1).join()
    agents = [midge.spawn(run, 3) for _ in range(2)]
    theirs = [agent.join() for agent in agents]
    ours = run(3)
    print("agents differ from the root in",
          [name for name in ours if any(of[name] != ours[name] for of in theirs)])
    for name, seen in ours.items():
        print(name, seen)


if __name__ == "__main__":
    main()
