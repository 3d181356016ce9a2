# Builtin methods of a subclass of a builtin type never go by way of what the
# subclass has overridden, however odd their arguments.


class Odd:
    """Equal to what has the same value; hashed and compared in Python."""

    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Odd) and self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

    def __hash__(self):
        return self.n % 2

    def __repr__(self):
        return f"Odd({self.n})"

    def __index__(self):
        return self.n


def refuse(*args, **kwargs):
    raise AssertionError("called an overridden method")


def closed(base, *but):
    names = [name for name in dir(base)
             if name not in ("__new__", "__init__", "__class__", "__del__",
                             "__getattribute__", "__setattr__", "__delattr__",
                             "__subclasshook__", "__init_subclass__",
                             "__class_getitem__", "__doc__", "__iter__",
                             "__dir__", "__hash__", "__reduce__",
                             "__reduce_ex__", "__sizeof__", "__str__",
                             "__getstate__", "maketrans", "fromkeys",
                             "fromhex", *but)]
    return type(base.__name__.title(), (base,), dict.fromkeys(names, refuse))


def show(what, function, *args):
    try:
        value = function(*args)
    except Exception as error:
        value = f"{type(error).__name__}: {error}"
    print(what, value)


def gen(n):
    for i in range(n):
        yield Odd(i)


List = closed(list)
a = List()
list.extend(a, gen(4))
show("extend", list.__repr__, a)
show("index", list.index, a, Odd(2))
show("index", list.index, a, Odd(9))
show("count", list.count, a, Odd(2))
show("contains", list.__contains__, a, Odd(2))
show("remove", list.remove, a, Odd(1))
show("getitem", list.__getitem__, a, Odd(1))
show("getitem", list.__getitem__, a, slice(Odd(0), Odd(2)))
show("setitem", list.__setitem__, a, Odd(0), Odd(7))
show("setitem", list.__setitem__, a, slice(Odd(1), Odd(2)), gen(3))
show("delitem", list.__delitem__, a, Odd(1))
show("sort", list.sort, a)
show("sorted", list.__repr__, a)
show("iadd", lambda: list.__repr__(list.__iadd__(a, gen(2))))
show("eq", list.__eq__, a, [Odd(i) for i in (0, 1)])
show("lt", list.__lt__, a, [Odd(i) for i in (5, 1)])
show("insert", list.insert, a, 1, 5)
show("pop", list.pop, a, 1)
show("mul", list.__mul__, a, Odd(2))
show("sort key", lambda: list.sort(a, key=lambda o: -o.n, reverse=True))
show("init", list.__init__, a, gen(2))
show("repr", list.__repr__, a)

Tuple = closed(tuple)
t = Tuple(gen(4))
show("tuple", tuple.__repr__, t)
show("index", tuple.index, t, Odd(2))
show("count", tuple.count, t, Odd(2))
show("contains", tuple.__contains__, t, Odd(2))
show("eq", tuple.__eq__, t, tuple(gen(4)))
show("getitem", tuple.__getitem__, t, Odd(1))
show("getitem", tuple.__getitem__, t, slice(Odd(0), Odd(2)))
show("hash", lambda: tuple.__hash__(t) == hash(tuple(gen(4))))

Dict = closed(dict)
d = Dict((o, o.n) for o in gen(4))
show("dict", dict.__repr__, d)
dict.update(d, ((o, "x") for o in gen(2)))
dict.update(d, {Odd(8): 8}, z=1)
show("update", dict.__repr__, d)
show("getitem", dict.__getitem__, d, Odd(3))
show("getitem", dict.__getitem__, d, Odd(9))
show("setitem", dict.__setitem__, d, Odd(9), 9)
show("delitem", dict.__delitem__, d, Odd(9))
show("get", dict.get, d, Odd(9), "none")
show("setdefault", dict.setdefault, d, Odd(9), "new")
show("pop", dict.pop, d, Odd(9))
show("pop", dict.pop, d, Odd(9), None)
show("pop", dict.pop, d, Odd(9))
show("contains", dict.__contains__, d, Odd(2))
show("eq", dict.__eq__, d, {Odd(1): "x"})
show("or", lambda: dict.__or__(d, {Odd(1): 3}))
show("ior", lambda: dict.__repr__(dict.__ior__(d, {Odd(1): 3})))
show("ior", lambda: dict.__repr__(dict.__ior__(d, ((o, 0) for o in gen(1)))))
show("popitem", dict.popitem, d)
show("keys", lambda: list(dict.keys(d) & {Odd(1)}))
show("copy", lambda: dict.__repr__(dict.copy(d)))
show("init", dict.__init__, d, {Odd(50): 1})
show("len", dict.__len__, d)

Set = closed(set)
s = Set(gen(4))
show("len", set.__len__, s)
set.update(s, gen(6), [Odd(7)])
show("update", lambda: sorted(set.copy(s).__class__.__name__))
show("contains", set.__contains__, s, Odd(5))
show("add", set.add, s, Odd(5))
show("remove", set.remove, s, Odd(5))
show("remove", set.remove, s, Odd(5))
show("discard", set.discard, s, Odd(5))
show("difference", lambda: sorted(set.difference({Odd(1), Odd(2)}, s)))
show("isub", lambda: set.__len__(set.__isub__(s, {Odd(1), Odd(2)})))
show("iand", lambda: set.__len__(set.__iand__(s, {Odd(7), Odd(3), Odd(4)})))
show("ior", lambda: set.__len__(set.__ior__(s, {Odd(7), Odd(3), Odd(6)})))
show("ixor", lambda: set.__len__(set.__ixor__(s, {Odd(7), Odd(0)})))
show("eq", set.__eq__, s, {Odd(3)})
show("le", set.__le__, s, {Odd(3)})
show("isdisjoint", set.isdisjoint, s, gen(9))
show("issubset", set.issubset, s, gen(9))
show("issuperset", set.issuperset, s, gen(2))
show("intersection_update", set.intersection_update, s, gen(5))
show("difference_update", set.difference_update, s, gen(1))
show("symmetric_difference_update", set.symmetric_difference_update, s, gen(8))
show("len", set.__len__, s)
show("init", set.__init__, s, gen(2))

Str = closed(str)
x = Str("a-b{}")
show("join", lambda: str.join(x, (c for c in "xy")))
show("join", lambda: str.join(x, gen(1)))
show("translate", lambda: str.translate(x, {45: "+", 97: None}))
show("format", str.format, x, Odd(1))
show("format_map", str.format_map, Str("{a}"), {"a": Odd(1)})
show("mod", str.__mod__, Str("%s %d"), (Odd(1), Odd(2)))
show("getitem", str.__getitem__, x, Odd(1))
show("getitem", str.__getitem__, x, slice(Odd(1), None))
show("mul", str.__mul__, x, Odd(2))
show("find", str.find, x, "b", 1, 4)
show("center", str.center, x, 9)
show("contains", str.__contains__, x, "b")

Bytes = closed(bytes)
b = Bytes(o.n for o in gen(5))
show("bytes", bytes.__repr__, b)
show("join", lambda: bytes.join(b, (c for c in (b"x", b"y"))))
show("getitem", bytes.__getitem__, b, Odd(1))
show("contains", bytes.__contains__, b, 3)
show("find", bytes.find, b, 3)
show("mul", bytes.__mul__, b, Odd(2))

Bytearray = closed(bytearray)
b = Bytearray(o.n for o in gen(3))
bytearray.extend(b, (o.n for o in gen(2)))
bytearray.append(b, 9)
bytearray.__setitem__(b, Odd(0), 8)
bytearray.__setitem__(b, slice(1, 2), (o.n for o in gen(3)))
bytearray.__setitem__(b, slice(0, 4, 2), [0, 1])
bytearray.__delitem__(b, Odd(1))
bytearray.__iadd__(b, b"z")
show("bytearray", lambda: bytearray.hex(b))
show("join", lambda: bytearray.join(b, (c for c in (b"x", b"y"))))
show("pop", bytearray.pop, b, 1)
show("insert", bytearray.insert, b, 1, 2)
show("remove", bytearray.remove, b, 2)
show("bytearray", lambda: bytearray.hex(b))

Int = closed(int)
i = Int(7)
show("int", lambda: [int.__add__(i, 3), int.__rsub__(i, 3), int.__pow__(i, 2),
                     int.__divmod__(i, 4), int.__format__(i, "03"),
                     int.__repr__(i), int.__eq__(i, 7), int.__index__(i)])
show("range", lambda: [[1, 2, 3][1:], list(range(Odd(3)))])
Float = closed(float)
f = Float(2.5)
show("float", lambda: [float.__add__(f, 1), float.__round__(f), float.hex(f),
                       float.__divmod__(f, 2), float.__format__(f, ".1f")])


class Missing(dict):
    def __missing__(self, key):
        return f"no {key}"

    def __getitem__(self, key):
        return super().__getitem__(key)


m = Missing({Odd(1): 1})
show("missing", lambda: [m[Odd(1)], m[Odd(2)], m[3], m.get(Odd(2))])
show("missing", lambda: dict.__getitem__(m, Odd(5)))
