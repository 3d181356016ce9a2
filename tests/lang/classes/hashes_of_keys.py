# What a __hash__ of one's own may say, and how often it and __eq__ are asked.


class Key:
    def __init__(self, name, answer):
        self.name, self.answer = name, answer

    def __hash__(self):
        print("hash", self.name, end="; ")
        return self.answer

    def __eq__(self, other):
        print("eq", self.name, getattr(other, "name", other), end="; ")
        return isinstance(other, Key) and self.name == other.name

    def __repr__(self):
        return self.name


def tried(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


a, b, twin = Key("a", 5), Key("b", 5), Key("a", 5)
table = {a: 1}
tried(lambda: table[a])
tried(lambda: table[twin])
tried(lambda: table[b])
tried(lambda: b in table)
tried(lambda: twin in table)
tried(lambda: table.get(b, "none"))
tried(lambda: table.setdefault(twin, 2))
table[b] = 2
table[twin] = 3
tried(lambda: table)
tried(lambda: table.pop(twin))
tried(lambda: 5 in table)
tried(lambda: table[5])
items = {a, b}
tried(lambda: twin in items)
tried(lambda: 5 in items)
items.discard(twin)
tried(lambda: items)
del table[b]
tried(lambda: table)

for answer in -1, True, 2 ** 61 - 1, 2 ** 62, -2 ** 63, 2 ** 63, 2 ** 200, \
        "no", None, 1.0:
    key = Key("k", answer)
    tried(lambda: hash(key))
    tried(lambda: {key: 1}[key])


class Static:
    @staticmethod
    def __hash__():
        return 7


class Called:
    class Hash:
        def __call__(self):
            return 8

    __hash__ = Hash()


class Word(int):
    pass


class Worded:
    def __hash__(self):
        return Word(9)


class Unhashed:
    __hash__ = None


class Fails:
    def __hash__(self):
        raise LookupError("no hash")


for cls in Static, Called, Worded, Unhashed, Fails:
    one = cls()
    tried(lambda: (hash(one), type(hash(one)), {one: 1}[one], one in {one}))
    tried(lambda: one in {})
    tried(lambda: {}.get(one, "none"))
