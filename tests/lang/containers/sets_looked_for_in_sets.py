# A set, of a subclass too, stands for a frozenset where it is looked for.


class Plain(set):
    pass


class Hashed(set):
    def __hash__(self):
        return 1


def attempt(action):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


s = {frozenset("a"), 5}
print(Plain("a") in s, Hashed("a") in s, set("a") in s, Plain("b") in s)
print(s.__contains__(Plain("a")), Plain("a") in frozenset(s))
s.discard(Plain("a"))
print(s)
attempt(lambda: s.remove(Plain("a")))
attempt(lambda: Plain("a") in {})
attempt(lambda: s.add(Plain("a")))
