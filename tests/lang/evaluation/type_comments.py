# ast.parse(type_comments=True) and ast.parse(mode="func_type").
# gc every: 2048
import ast

source = '''
x = []  # type: List[int]
a = 1; b = 2  #  type:int
y = "# type: str"
z = (1,
     2)  # type: Tuple[int, int]
for i in x:  # type: int
    w = i
async def g():
    async for j in y:  # type: str
        async with k as l:  # type: K
            pass
with open("f") as f, \\
        open("g") as h:  # type: IO
    pass  # type: ignore
def plain(a, b=1):  # type: (int, int) -> None
    pass
@decorated
def parameters(
    a,  # type: int
    b=(1,
       2),  # type: Tuple[int, int]
    *args,  # type: str
    c,
    d=None,  # type: Optional[int]
    **more  # type: Any
):
    # type: (...) -> None
    def inner():
        # type: () -> List
        return 1
def untyped():
    # A comment with type: in it.
    pass
u = 1  # type: ignore[assignment]
v = 1  # type: ignored
'''
tree = ast.parse(source, type_comments=True)
for node in ast.walk(tree):
    comment = getattr(node, "type_comment", None)
    if comment is not None:
        print(type(node).__name__, node.lineno, repr(comment))
print([(i.lineno, i.tag) for i in tree.type_ignores])
plain = ast.parse(source)
print(plain.type_ignores, {getattr(n, "type_comment", None)
                           for n in ast.walk(plain)})

for source in ["x: int = 1  # type: int", "f()  # type: int", "# type: int",
               "x = [  # type: int\n1]", "x = 1\n# type: int\ny = 2",
               "def f(  # type: int\na): pass",
               "def f():  # type: () -> int\n  # type: () -> int\n  pass",
               "def f(\n  *, # type: int\n  a, # type: int\n): pass",
               "class C:  # type: int\n  pass",
               "with (a as b,\n  c as d):  # type: int\n  pass",
               "while 1:  # type: int\n  pass",
               "return 1  # type: int", "x += 1  # type: int"]:
    ast.parse(source)
    try:
        ast.parse(source, type_comments=True)
        print("accepted", repr(source))
    except SyntaxError as e:
        print(e.msg, e.lineno)

for source in ["() -> int", "(int, str) -> List[Dict[str, int]]",
               "(*int) -> None", "(**kw) -> None", "(int, *str, **Any) -> float",
               "(a or b, 'x -> y') -> c"]:
    tree = ast.parse(source, mode="func_type")
    print([ast.unparse(t) for t in tree.argtypes], ast.unparse(tree.returns),
          ast.unparse(tree))
for source in ["(int, *str, *Any) -> float", "(int, **Any, str) -> float",
               "(**a, **b) -> c", "(a) - b", "(a=b) -> c", "a -> b", "(a) ->"]:
    try:
        print(ast.dump(ast.parse(source, mode="func_type")))
    except SyntaxError as e:
        print(type(e).__name__)
for mode, flags in [("func_type", 0), ("other", 0),
                    ("other", ast.PyCF_ONLY_AST)]:
    try:
        compile("() -> int", "f", mode, flags)
    except ValueError as e:
        print(e)
