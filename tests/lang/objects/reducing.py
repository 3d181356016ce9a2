# How objects are taken apart for copies and pickles.
import copyreg


class Plain:
    pass


class Slots:
    __slots__ = ("p", "__q")


class Said(Plain):
    def __getstate__(self):
        return "its state"


class Listed(list):
    pass


class Mapped(dict):
    __slots__ = ("z",)


class Number(int):
    pass


class Args:
    def __getnewargs__(self):
        return self.args


class ArgsEx:
    def __getnewargs_ex__(self):
        return self.args


class Error(Exception):
    pass


class Names:
    __slotnames__ = ["spam"]

    def __getattr__(self, name):
        if name == "spam":
            return 42
        raise AttributeError(name)


def shown(obj, protocol):
    try:
        reduced = obj.__reduce_ex__(protocol)
    except Exception as e:
        return type(e).__name__, str(e)
    if isinstance(reduced, str):
        return reduced
    return tuple(part.__name__ if hasattr(part, "__name__")
                 else list(part) if hasattr(part, "__next__") else part
                 for part in reduced)


plain = Plain()
plain.x = 1
print(plain.__getstate__() is plain.__dict__, Plain().__getstate__())
slots = Slots()
slots.p = 1
print(slots.__getstate__(), Slots().__getstate__())
listed = Listed([1, 2])
listed.y = 3
mapped = Mapped(a=1)
mapped.z = 5
error = Error(1)
error.note = "n"
args, more = Args(), ArgsEx()
args.args = (1, 2)
more.args = (1,), {"k": 2}
for obj in (plain, slots, Plain(), Said(), listed, mapped, Number(5), args,
            more, error, object(), 1, 1.5, 2j, "s", (1,), [1], {1: 2}, {1},
            frozenset([1]), bytearray(b"x"), bytearray(), range(3), slice(1),
            None, ..., NotImplemented, len, [].append, str.join, int.__add__,
            (1).__add__, plain.__init__, copyreg, print.__call__, Names(),
            {}.keys(), property(), vars(Plain), shown, (i for i in ())):
    for protocol in (0, 1, 2, 4):
        print(type(obj).__name__, protocol,
              str(shown(obj, protocol)).split(" at 0x")[0])
for wrong in (5, (1,), ([], {}), ((), [])):
    args.args = more.args = wrong
    print(shown(args, 2), shown(more, 2))
