# Errors name the subclass, and say which of two methods is missing.
class N(int):
    pass


class S(str):
    def __delitem__(self, key):
        print("del", key)


class L(tuple):
    def __setitem__(self, key, value):
        print("set", key)


def attempt(source):
    try:
        exec(source, {"n": N(5), "s": S("ab"), "l": L((1, 2))})
    except Exception as e:
        print(source, type(e).__name__, e)


for name in "nsl":
    for source in ("%s[0]", "%s[0] = 1", "del %s[0]"):
        attempt(source % name)
