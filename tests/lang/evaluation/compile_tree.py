# gc every: 4096
# compile() of syntax trees: what a program makes or changes is what runs.
import ast

source = '''
import os.path as path, sys
from math import pi
def f(a, b=2, /, c=3, *args, d, e=5, **named) -> int:
    "A function."
    x: int = a
    for i in range(3):
        if i == 1:
            continue
        elif i == 2:
            break
        else:
            x += i
    try:
        1 / 0
    except ZeroDivisionError as error:
        y = str(error)
    finally:
        z = [i * 2 for i in range(3) if i]
    return x, y, z, {**named}, f"{a!r:>{5}} {b}", (last := 3)
class C(object, metaclass=type):
    z = 1
    @staticmethod
    def m():
        return {1, 2}, {'a': 1}, b'x\\x00', 1e300, 3j, ..., 10**30, 0xfffffffffffffffffffff
match [1, {'k': 2, 'l': 3}, C()]:
    case [1, {'k': v, **rest}, C(z=1)] if v:
        r = v, rest
    case _:
        r = None
print(f(1, d=4, k=9), f.__doc__, C.m(), r, not r, 1 < 3 < 4, r and 0 or 1)
x = [1, 2, 3]; x[0:2] = [9]; a, *b = x
print(a, b, x[-1], *x, sep='-')
del r
async def g():
    async with w as t:
        pass
    return [await i async for i in t]
assert x, "nothing"
print(globals().get('r'), g.__name__, pi > 3)
'''
exec(compile(ast.parse(source), "tree", "exec"))
print(eval(compile(ast.parse("1 + 2 * 3", mode="eval"), "", "eval")))
exec(compile(ast.parse("1 + 2", mode="single"), "", "single"))


class Increment(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value + 1), node)


tree = Increment().visit(ast.parse("1 + 2", mode="eval"))
print(eval(compile(tree, "", "eval")))

# Constants that no literal spells.
for value in (-5, (1, (2, "x")), 3 - 4j, -2 ** 100, float("inf"), True, None):
    tree = ast.fix_missing_locations(ast.Expression(ast.Constant(value)))
    print(eval(compile(tree, "", "eval")))

# Places are the tree's.
tree = ast.parse("\n\n1 / 0")
try:
    exec(compile(ast.increment_lineno(tree, 100), "elsewhere", "exec"))
except ZeroDivisionError as error:
    at = error.__traceback__.tb_next
    print(at.tb_frame.f_code.co_filename, at.tb_lineno)

# The compiler's own errors.
for text in ("return 1", "break", "def f(a, a): pass", "x: int\nnonlocal x"):
    try:
        compile(ast.parse(text), "f", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset)

print(type(compile(ast.parse("1"), "", "exec", ast.PyCF_ONLY_AST)))
deep = ast.parse("+".join("x" * 250), mode="eval")
print(eval(compile(deep, "", "eval"), {"x": 1}))
