# isinstance() believes __class__, of instances that have their own.
class Real:
    pass


class Disguised:
    @property
    def __class__(self):
        return Real


class ByGetAttribute:
    def __getattribute__(self, name):
        if name == "__class__":
            return Real
        return object.__getattribute__(self, name)


class Odd:
    __class__ = 5


for x in (Disguised(), ByGetAttribute(), Odd(), Real()):
    print(type(x).__name__, isinstance(x, Real), isinstance(x, (int, Real)),
          isinstance(x, type(x)), isinstance(x, int))
