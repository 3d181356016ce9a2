# What a method is called on need not be what it is a method of.
def say(what, call):
    try:
        print(what, call())
    except TypeError as error:
        print(what, "TypeError:", error)


for cls in (int, float, str, bytes, bytearray, list, tuple, dict, set,
            frozenset, property, staticmethod, classmethod, complex):
    say(cls.__name__, lambda: cls.__new__(5))
    say(cls.__name__, lambda: cls.__new__(range))
say("object", lambda: object.__new__("x"))


def function():
    pass


for name in ("__code__", "__defaults__", "__globals__"):
    try:
        print(type(function).__dict__[name].__get__(5))
    except TypeError:
        print(name, "TypeError")
for cls, name in ((type, "__bases__"), (slice, "start"),
                  (OSError, "errno"), (StopIteration, "value"),
                  (ImportError, "name"),
                  (type(function.__code__), "co_name")):
    try:
        print(cls.__dict__[name].__get__([]))
    except TypeError:
        print(name, "TypeError")
for method in (int.__neg__, int.__invert__, float.__abs__, complex.__pos__,
               type.mro, type.__subclasses__, slice.indices,
               type(function.__code__).co_positions):
    for wrong in ("x", function, None):
        try:
            print(method(wrong))
        except TypeError:
            print(method.__name__, "TypeError")
for spec in (5, b"", 1.5):
    say("format", lambda: object().__format__(spec))
print(int.__neg__(True), type.mro(int), slice.indices(slice(3), 9))
