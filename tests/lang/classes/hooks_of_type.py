# What type has for isinstance() and issubclass(), and a metaclass may ask it.


class Meta(type):
    def __instancecheck__(cls, obj):
        print("asked of", type(obj).__name__)
        return obj == 1 or super().__instancecheck__(obj)

    def __subclasscheck__(cls, sub):
        return sub is int or super().__subclasscheck__(sub)


class A(metaclass=Meta):
    pass


class B(A):
    pass


print(isinstance(1, A), isinstance(2, A), isinstance(A(), A),
      type(isinstance(B(), A)))
print(issubclass(int, A), issubclass(B, A), issubclass(str, A))
print(type.__instancecheck__(int, True), type.__instancecheck__(int, ""))
print(type.__subclasscheck__(int, bool), type.__subclasscheck__(bool, int))


class Never(type):
    def __instancecheck__(cls, obj):
        return False


class C(metaclass=Never):
    pass


class D(C):
    pass


print(isinstance(C(), C), isinstance(D(), C))


class Posing:
    __class__ = int


print(isinstance(Posing(), int), type.__instancecheck__(int, Posing()))


def attempt(action):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


class E:
    pass


attempt(lambda: E.__abstractmethods__)
attempt(lambda: type.__abstractmethods__)
E.__abstractmethods__ = {"missing"}
attempt(E)


class F(E):
    pass


attempt(lambda: F.__abstractmethods__)
attempt(lambda: type(F()).__name__)
E.__abstractmethods__ = ()
attempt(lambda: type(E()).__name__)
del E.__abstractmethods__
attempt(lambda: E.__abstractmethods__)
attempt(lambda: delattr(E, "__abstractmethods__"))
for name in ("__name__", "__qualname__", "__module__", "__doc__", "__bases__",
             "__mro__", "__dict__", "__base__", "__flags__",
             "__basicsize__", "__text_signature__", "__abstractmethods__"):
    for cls in (E, int):
        attempt(lambda: delattr(cls, name))
        attempt(lambda: setattr(cls, name, 5))
