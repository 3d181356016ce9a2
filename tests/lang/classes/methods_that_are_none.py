# A special method that is None: what CPython says of using it.
import math
import operator

uses = {
    "__bool__": [bool, lambda c: not c, lambda c: 1 if c else 2],
    "__len__": [len, bool],
    "__index__": [operator.index, int, float, complex, range, chr, math.floor,
                  lambda c: [1][c], lambda c: [1, 2][c:]],
    "__int__": [int], "__float__": [float, complex, math.sqrt],
    "__complex__": [complex], "__trunc__": [math.trunc],
    "__round__": [round], "__abs__": [abs], "__neg__": [operator.neg],
    "__invert__": [operator.invert], "__hash__": [hash, lambda c: {c: 1}],
    "__iter__": [iter, list, lambda c: [*c], lambda c: 1 in c,
                 lambda c: print(*c)],
    "__contains__": [lambda c: 1 in c], "__reversed__": [reversed],
    "__next__": [next], "__call__": [lambda c: c()],
    "__getitem__": [lambda c: c[0], list],
    "__setitem__": [lambda c: operator.setitem(c, 0, 1)],
    "__add__": [lambda c: c + 1, lambda c: 1 + c], "__radd__": [lambda c: 1 + c],
    "__iadd__": [lambda c: operator.iadd(c, 1)],
    "__divmod__": [lambda c: divmod(c, 2)], "__pow__": [lambda c: c ** 2],
    "__matmul__": [lambda c: c @ c], "__eq__": [lambda c: c == 1],
    "__lt__": [lambda c: c < 1, lambda c: 1 > c, lambda c: sorted([c, c])],
    "__str__": [str, lambda c: f"{c}"], "__repr__": [repr, str],
    "__format__": [format, lambda c: f"{c:>5}"], "__bytes__": [bytes],
    "__instancecheck__": [lambda c: isinstance(1, c)],
    "__length_hint__": [operator.length_hint], "__dir__": [dir],
    "__setattr__": [lambda c: setattr(c, "x", 1)],
    "__getattr__": [lambda c: c.x], "__enter__": [operator.attrgetter("__enter__")],
}
for name, functions in uses.items():
    cls = type("C", (), {name: None})
    for function in functions:
        try:
            print(name, function(cls()))
        except (TypeError, AttributeError) as e:
            print(name, type(e).__name__, e)
