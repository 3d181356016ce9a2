# str() of a class asks its metaclass, and what has no items says so.
class Meta(type):
    def __str__(cls):
        return "str of " + cls.__name__

    def __format__(cls, spec):
        return f"format {spec}"


class Plain(type):
    def __str__(cls):
        return "str of " + cls.__name__


class Shown(type):
    def __repr__(cls):
        return "repr of " + cls.__name__


class Wrong(type):
    def __str__(cls):
        return 5


A, B, C, D = Meta("A", (), {}), Plain("B", (), {}), Shown("C", (), {}), Wrong("D", (), {})
for cls in A, B, C:
    print(cls, str(cls), repr(cls)[:20], f"{cls}", "%s" % cls, "{!s:>12}".format(cls), format(cls), [cls])
    print(f"{cls!s}|{cls!r:.9}")
    try:
        print(f"{cls:>9}")
    except TypeError as e:
        print(e)
try:
    print(D)
except TypeError as e:
    print(e)
print(B.__str__(), type.__str__(B), str(int), "-".join([str(B)]))


class OfClass(type):
    @classmethod
    def __str__(mcs):
        return mcs.__name__


print(str(OfClass("E", (), {})))
for value in ValueError("v"), KeyError(), 5, "a", (1,), B, lambda: 0:
    try:
        del value[-1]
    except TypeError as e:
        print(e)
