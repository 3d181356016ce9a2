# What __slots__ reserve is no part of the instance's __dict__.
class A:
    __slots__ = ("a", "b", "__dict__")


x = A()
x.a = 1
x.c = 2
print(vars(x))
x.__dict__.clear()
print(x.a, vars(x))
x.__dict__ = {"a": 5, "d": 6}
print(x.a, x.d, vars(x))
x.__dict__.update(b=3)
print(hasattr(x, "b"))


# A slot of the same name is another slot.
class B(A):
    __slots__ = ("a",)


def get(o):
    return o.a


def put(o, v):
    o.a = v


y = B()
A.a.__set__(y, 2)
for i in range(5):
    for k in range(3):
        put(y, k)
        print(get(y), A.a.__get__(y), end=" ")
    del y.a
    try:
        get(y)
    except AttributeError as e:
        print(e)
    try:
        del y.a
    except AttributeError as e:
        print(e)


class L(list):
    __slots__ = ("n",)


many = L([1, 2])
many.n = 3
import copy
print(many, many.n, copy.copy(many).n, copy.deepcopy(many).n)

wide = type("Wide", (), {"__slots__": tuple("a%d" % i for i in range(300))})()
for i in range(300):
    setattr(wide, "a%d" % i, i)
print(sum(getattr(wide, "a%d" % i) for i in range(300)))
print(wide.a0, wide.a63, wide.a64, wide.a255, wide.a256, wide.a299)
del wide.a299, wide.a0
print(hasattr(wide, "a299"), hasattr(wide, "a0"), wide.a298)


# Members of one class do not fit others.
class M:
    __slots__ = ("p",)


class N:
    __slots__ = ("p",)


class O:
    __slots__ = ("q",)


m = M()
m.p = 3
m.__class__ = N
print(m.p)
M.q = O.q


def change_bases():
    class Below(M):
        pass
    Below.__bases__ = (O,)


class Meta(type):
    def mro(cls):
        return [cls, M, object]


for action in (lambda: setattr(m, "__class__", O), lambda: M().q,
               lambda: setattr(M(), "q", 1), lambda: O.q.__delete__(M()),
               change_bases, lambda: Meta("Fake", (), {})):
    try:
        action()
    except TypeError as e:
        print(e)


class Fallback:
    __slots__ = ("a",)

    def __getattr__(self, name):
        return "not " + name


print(Fallback().a, Fallback().b)
