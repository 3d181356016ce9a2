# __getattr__ answers the AttributeError of a getter too.
class Raises:
    def __get__(self, obj, owner=None):
        raise AttributeError("descriptor")


class C:
    __slots__ = ("slot", "__dict__")
    plain = Raises()

    @property
    def prop(self):
        raise AttributeError("property")

    @property
    def fine(self):
        return 1

    @property
    def wrong(self):
        return self.absent / 0

    def __getattr__(self, name):
        if name == "none":
            raise AttributeError("none at all")
        return name + "?"


class Meta(type):
    @property
    def prop(cls):
        raise AttributeError

    def __getattr__(cls, name):
        return name + "!"


class D(metaclass=Meta):
    pass


c = C()
for _ in range(3):
    print(c.prop, c.slot, c.plain, c.fine, D.prop, D.other)
    print([getattr(c, n, "default") for n in ("prop", "slot", "plain", "none")])
    print(hasattr(c, "prop"), hasattr(c, "none"), hasattr(D, "prop"))
    for name in ("none", "wrong"):
        try:
            getattr(c, name)
        except Exception as e:
            print(type(e).__name__, e, e.__context__)
c.slot = 5
print(c.slot)
try:
    object().x = 1
except AttributeError as e:
    print(e)
