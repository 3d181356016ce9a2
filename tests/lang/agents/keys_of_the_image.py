# gc every: 65536
# What modules put into tables by identity is found there in every agent, also after
# an agent has changed it.
# expect: all found
# expect: all found
# expect: all found
# expect: all found
import collections
import functools
import weakref

import midge


class Key:
    def method(self):
        return self


def made(i):
    return lambda: i


COUNT = 24
objects = [Key() for i in range(COUNT)]
classes = [type(f"C{i}", (), {}) for i in range(COUNT)]
keys = {
    "objects": objects,
    "classes": classes,
    "errors": [type(f"E{i}", (Exception,), {}) for i in range(COUNT)],
    "functions": [made(i) for i in range(COUNT)],
    "methods": [key.method for key in objects],
    "references": [weakref.ref(key) for key in objects],
    "pairs": [(key, (cls, i)) for i, (key, cls) in enumerate(zip(objects, classes))],
    "frozen": [frozenset({key, made}) for key in objects],
    "generators": [(i for i in ()) for _ in range(COUNT)],
    "partials": [functools.partial(key.method) for key in objects],
}
tables = {
    name: (
        {key: i for i, key in enumerate(some)},
        set(some),
        frozenset(some),
        collections.Counter(some),
        collections.OrderedDict((key, i) for i, key in enumerate(some)),
        collections.defaultdict(list, ((key, i) for i, key in enumerate(some))),
    )
    for name, some in keys.items()
}
weak_keys = weakref.WeakKeyDictionary((key, i) for i, key in enumerate(objects))
weak_set = weakref.WeakSet(objects)
ids = {name: [id(key) for key in some] for name, some in keys.items()}
hashes = {name: [hash(key) for key in some] for name, some in keys.items()}


@functools.singledispatch
def show(value):
    return "any"


@functools.lru_cache(None)
def cached(cls):
    return [cls]


for cls in classes:
    show.register(cls, lambda value, i=cls.__name__: i)
answers = [cached(cls) for cls in classes]


def find():
    for name, some in keys.items():
        for i, key in enumerate(some):
            if not all(key in table for table in tables[name]):
                return name, i
            if tables[name][0][key] != i or tables[name][4][key] != i:
                return name, i, "value"
        if len(set(list(tables[name][1]) + some)) != COUNT:
            return name, "twice"
        if hashes[name] != [hash(key) for key in some]:
            return name, "hash"
        # A bound method is made anew each time.
        if name != "methods" and ids[name] != [id(key) for key in some]:
            return name, "id"
    for i, key in enumerate(objects):
        if weak_keys[key] != i or key not in weak_set:
            return "weak", i
    for i, cls in enumerate(classes):
        if show(cls()) != f"C{i}" or cached(cls) is not answers[i]:
            return "functools", i
    tables["objects"][4].move_to_end(objects[0])
    own = [Key() for i in range(COUNT)]
    if len(set(own + objects)) != 2 * COUNT or tables["objects"][1] & set(own):
        return "own"
    return None


def work(n):
    lost = find()
    if lost:
        return lost
    for i, key in enumerate(objects):
        key.number = n
        classes[i].number = n
        keys["functions"][i].number = n
    lost = find()
    if lost:
        return "changed", lost
    for cls in classes[::2]:
        del tables["classes"][0][cls]
        tables["classes"][1].remove(cls)
    left = [cls in tables["classes"][0] for cls in classes]
    return "all found" if left == [False, True] * (COUNT // 2) else left


def main():
    for agent in [midge.spawn(work, n) for n in range(3)]:
        print(agent.join())
    print(work(0))


if __name__ == "__main__":
    main()
