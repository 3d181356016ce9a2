# __ne__ = None, and comparisons whose look-up fails.


class Equal:
    def __eq__(self, other):
        return self is other


class Refuses(Equal):
    __ne__ = None


class Alone:
    def __eq__(self, other):
        return self is other

    __ne__ = None


class Listed(list):
    def __eq__(self, other):
        return "asked"


class Fails:
    __eq__ = property(lambda self: 1 / 0)
    __lt__ = property(lambda self: 1 / 0)


def attempt(action):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


e, r, a = Equal(), Refuses(), Alone()
attempt(lambda: e != e)
attempt(lambda: e != r)
attempt(lambda: r != e)
attempt(lambda: e != a)
attempt(lambda: a != e)
print(Listed() == [], Listed() != [], Listed([1]) != [])
attempt(lambda: Fails() == Fails())
attempt(lambda: Fails() < Fails())
