import types


def f():
    yield


print(isinstance(f, types.FunctionType), isinstance(f(), types.GeneratorType), isinstance(len, types.BuiltinFunctionType))
print(isinstance("".join, types.BuiltinMethodType), isinstance(types, types.ModuleType), types.NoneType is type(None))
n = types.SimpleNamespace(a=1, b="x")
n.c = [2]
print(n, n.a, n == types.SimpleNamespace(a=1, b="x", c=[2]), vars(n))
p = types.MappingProxyType({"k": 1})
print(p, p["k"], len(p), "k" in p, p.get("z"), dict(p), list(p.items()))
try:
    p["x"] = 1
except TypeError as error:
    print(error)
C = types.new_class("C", (list,), {}, lambda ns: ns.update(x=5))
print(C.x, C([1]), C.__mro__[1], types.resolve_bases((int,)))
m = types.ModuleType("mod", "doc")
m.v = 1
print(m.__name__, m.__doc__, m.v)


class A:
    def m(self):
        return 7

    @types.DynamicClassAttribute
    def d(self):
        return 3


print(types.MethodType(A.m, A())(), A().d, isinstance(A().m, types.MethodType))
print(list[int], isinstance(list[int], types.GenericAlias), int | str, isinstance(int | str, types.UnionType))
try:
    raise ValueError
except ValueError as error:
    print(isinstance(error.__traceback__, types.TracebackType), isinstance(error.__traceback__.tb_frame, types.FrameType))
print(isinstance(f.__code__, types.CodeType), types.EllipsisType is type(...))
