# __dict__ and __weakref__ are attributes of the class that brings them.
import weakref


class A:
    def __eq__(self, other):
        return True


class B(A):
    pass


class C:
    __slots__ = ("__weakref__",)


class Error(Exception):
    """Its text."""


class Meta(type):
    pass


for cls in (A, B, C, Error, Meta, type("I", (int,), {}), type("S", (set,), {})):
    print(cls.__name__, list(vars(cls)))
    print([name in dir(cls) for name in ("__dict__", "__weakref__")])
print(["__dict__" in dir(cls) for cls in (object, int, list, type, Exception)])
print([hasattr(x, "__dict__") for x in (1, [], object(), C(), len, print)])

about_dict = A.__dict__["__dict__"]
print(about_dict, type(about_dict).__name__, about_dict.__name__,
      about_dict.__objclass__, about_dict.__qualname__)
a = B()
a.x = 1
print(about_dict.__get__(a), about_dict.__get__(None, A) is about_dict)
about_dict.__set__(a, {"y": 2})
print(a.y, vars(a))
about_dict.__delete__(a)
print(vars(a))
try:
    about_dict.__get__(C())
except TypeError as e:
    print(e)

about_refs = C.__dict__["__weakref__"]
c = C()
print(about_refs, c.__weakref__)
ref = weakref.ref(c)
print(c.__weakref__ is ref)
try:
    c.__weakref__ = None
except AttributeError as e:
    print(e)
for cls in (type("T", (tuple,), {}), type("N", (), {"__slots__": ()})):
    try:
        weakref.ref(cls())
    except TypeError as e:
        print(e)


class Own:
    __dict__ = {"mine": 1}


print(Own().__dict__, vars(Own()), Own.__dict__["__dict__"])
copied = {**vars(A), "__slots__": ()}
del copied["__dict__"]
try:
    weakref.ref(type("Copied", (), copied)())
except TypeError as e:
    print(e)
