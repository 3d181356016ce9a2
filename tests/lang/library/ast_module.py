# gc every: 256
# Trees of source text, and what module ast makes of them.
import ast


def attempt(function, *args, **kwargs):
    try:
        print(type(function(*args, **kwargs)).__name__)
    except Exception as e:
        print(type(e).__name__, str(e).partition(" at 0x")[0])


source = '''
import a.b as c
from . import d
@deco(1)
def f(x, /, y: int = 2, *args, z, w=[1, *q], **kw) -> None:
    """Doc."""
    global g
    for i in range(10):
        if i > 3 and not x or y: continue
        else: break
    while True: pass
    return lambda p: {**p, 'k': {1, 2}}
class C(Base, metaclass=M):
    attr: int = f"{x!r:>{w}} text"
    async def m(self):
        async with a as b, c: await d
        yield [i async for i in x if i]
try: x = a[1:2, ::3]; x += -1; del x
except* (A, B) as e: raise E from e
finally: assert x, 'no'
match v:
    case [1, *rest] | {'k': v, **more} | C(a, b=2) | None if x: (y := 3)
print(1.5, 2j, b'x', ..., True, 10**20, 'é')
'''
tree = ast.parse(source)
print(ast.dump(tree))
print(ast.dump(tree, include_attributes=True) ==
      ast.dump(compile(source, "x", "exec", ast.PyCF_ONLY_AST),
               include_attributes=True))
print(ast.unparse(tree))
print(ast.dump(ast.parse("a + b", mode="eval"), indent=1))
node = ast.parse("x = a.b[c]\n").body[0]
print(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset,
      ast.get_source_segment("x = a.b[c]\n", node.value))
print([type(n).__name__ for n in ast.walk(node)])


class Names(ast.NodeVisitor):
    def visit_Name(self, node):
        print("name", node.id)


class Renamed(ast.NodeTransformer):
    def visit_Name(self, node):
        return ast.copy_location(ast.Name("_" + node.id, node.ctx), node)


Names().visit(tree)
print(ast.unparse(Renamed().visit(node)))
for text in ("1", "-1.5", "[1, (2, 'x'), {3: b'y'}, {4}]", "1 + 2j", "None",
             "f()", "a", "1 + 1", "[", "set()", " 1"):
    attempt(ast.literal_eval, text)
print(ast.get_docstring(tree.body[2]), list(ast.iter_fields(node))[0][0])
attempt(ast.parse, "x =")
attempt(ast.parse, "x\0")
attempt(ast.parse, 3)
attempt(ast.Name)
attempt(ast.Name, 1, 2, 3)
print(ast.Name("x") == ast.Name("x"), isinstance(node, ast.stmt))
