# A descriptor with a __set__ alone does not hide what the instance has; a
# class's __doc__ may be a descriptor.


class OnlySet:
    def __set__(self, instance, value):
        instance.__dict__["a"] = value * 2


class C:
    a = OnlySet()


c = C()
print(type(c.a).__name__)
c.a = 21
print(c.a, C().a is C.a)


class Both(OnlySet):
    def __get__(self, instance, owner):
        return "by get"


C.a = Both()
print(c.a)


class Meta(type):
    a = OnlySet()


class D(metaclass=Meta):
    a = "the class's"


print(D.a)


class Text:
    def __get__(self, instance, owner):
        return f"text of {instance!r} in {owner.__name__}"


class E:
    __doc__ = Text()

    def __repr__(self):
        return "E()"


print(E.__doc__, "|", E().__doc__)


class F:
    @classmethod
    @property
    def __doc__(cls):
        return "the text of " + cls.__name__


class G(F):
    """G's own."""


print(F.__doc__, "|", F().__doc__, "|", G.__doc__)


class Word(str):
    pass


F.__name__ = Word("Renamed")
print(F.__name__, F)


class Slotted:
    __slots__ = (Word("x"),)


s = Slotted()
s.x = 1
print(s.x, Slotted.__slots__)
