# The types of what builtin classes and __slots__ hold, and what these show.
# gc every: 2048
import inspect
import types


class S:
    __slots__ = ("a", "__private")


def shown(text):
    value = eval(text)
    words = repr(value).split(" at 0x")[0]
    print(text, "|", type(value).__name__, "|", words)


for text in [
        "str.join", "int.__add__", "int.__new__", "dict.__dict__['fromkeys']",
        "dict.fromkeys", "int.real", "type.__dict__['__mro__']", "S.a",
        "S.__dict__['_S__private']", "(1).__add__", "[].append", "len",
        "object.__init__", "object().__init__", "slice.start", "complex.imag",
        "property.fget", "types.FunctionType.__code__", "[].__len__",
        "types.FunctionType.__globals__", "list.__getitem__", "str.__getitem__",
        "dict.__contains__", "type.mro", "S.mro", "BaseException.args",
        "type(print.__call__)", "type.__dict__['__name__']"]:
    shown(text)

for value in (str.join, int.__add__, int.real, S.a, dict.__dict__["fromkeys"],
              slice.start):
    print(value.__name__, value.__qualname__, value.__objclass__.__name__)
for value in ([].append, (1).__add__, int.__new__, dict.fromkeys, len,
              S.mro):
    print(value.__name__, value.__qualname__)
print([1].append.__self__, (5).__add__.__self__, int.__new__.__self__,
      dict.fromkeys.__self__, len.__self__.__name__, len.__module__)
print(isinstance(int.__new__, types.BuiltinFunctionType),
      isinstance([].append, types.BuiltinMethodType),
      isinstance(S.a, types.MemberDescriptorType),
      isinstance(int.real, types.GetSetDescriptorType),
      isinstance(str.join, types.MethodDescriptorType),
      isinstance(object.__init__, types.WrapperDescriptorType),
      isinstance(object().__init__, types.MethodWrapperType),
      isinstance(dict.__dict__["fromkeys"], types.ClassMethodDescriptorType))
for test in (inspect.isbuiltin, inspect.isroutine, inspect.ismethod,
             inspect.ismethoddescriptor, inspect.isdatadescriptor,
             inspect.isgetsetdescriptor, inspect.ismemberdescriptor):
    print(test.__name__, [test(v) for v in (str.join, int.__add__, int.real,
                                            S.a, len, [].append, (1).__add__,
                                            S().__init__)])


def failing(function, *args):
    try:
        print(function(*args))
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


print(str.join.__get__("-")(["a", "b"]), int.__add__.__get__(2)(3))
print(int.real.__get__(7), int.real.__get__(None, int) is int.real)
print(dict.__dict__["fromkeys"].__get__(None, dict)("ab"))
failing(str.join.__get__, 5)
failing(int.real.__get__, "5")
failing(int.real.__set__, 5, 1)
failing(slice.start.__set__, slice(1), 1)
failing(setattr, 5, "real", 1)
failing(delattr, slice(1), "start")
failing(setattr, lambda: 0, "__globals__", {})
failing(setattr, property(), "fget", 1)
s = S()
S.a.__set__(s, 5)
print(s.a, S.a.__get__(s))
failing(S.a.__get__, 5)

# None of them can be made by a call.
import types

for made in (types.MemberDescriptorType, types.GetSetDescriptorType,
             types.WrapperDescriptorType, types.MethodDescriptorType):
    try:
        made()
    except TypeError as error:
        print(error)
