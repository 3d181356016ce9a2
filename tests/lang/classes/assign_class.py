# To which classes an object's __class__ can be set.


class A:
    pass


class B:
    def which(self):
        return "B"


class Slots:
    __slots__ = ("a", "b")


class SameSlots:
    __slots__ = ("b", "a")


class OtherSlots:
    __slots__ = ("a", "c")


class MoreSlots(Slots):
    __slots__ = ("c",)


class SameAgain(Slots):
    __slots__ = ()


class Numbers(list):
    pass


class Others(list):
    pass


class Words(dict):
    pass


class Wrong(Exception):
    pass


class Worse(Exception):
    pass


class Meta(type):
    pass


class Other(type):
    def hello(cls):
        return "hello from " + cls.__name__


class C(metaclass=Meta):
    pass


def attempt(obj, cls):
    try:
        obj.__class__ = cls
    except TypeError as e:
        print(e)
    else:
        print(type(obj).__name__)


a = A()
a.x = 1
attempt(a, B)
print(a.which(), a.x)
for cls in (int, object, Slots, Numbers, Wrong, Meta, A):
    attempt(a, cls)
slots = Slots()
slots.a = 5
for cls in (SameSlots, Slots, SameAgain, OtherSlots, MoreSlots, A):
    attempt(slots, cls)
print(slots.a)
attempt(Numbers([1]), Others)
attempt(Numbers([1]), Words)
attempt(Wrong(), Worse)
attempt(Wrong(), A)
attempt(object(), A)
attempt(object(), object)
attempt([], Numbers)
attempt(5, bool)
attempt(C, Other)
print(C.hello())
attempt(A, Other)
attempt(a, "A")
try:
    del a.__class__
except TypeError as e:
    print(e)
