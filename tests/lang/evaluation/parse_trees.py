# gc every: 4096
# ast.parse(): trees of any size and shape, and what they share.
import ast

tree = ast.parse("x = y\nx = 2 ** 100, 1.5, 3j, 'text', b'bytes', None, ...\n")
print(ast.dump(tree, include_attributes=True))
print(tree.body[0].targets[0].ctx is tree.body[1].targets[0].ctx)
print(ast.dump(ast.parse("1; 2", mode="single")))
print(ast.dump(ast.parse("lambda a, *, b=1: a", mode="eval")))
many = ast.parse("\n".join(f"def f{i}(a, b={i}):\n    return a * b + {i}"
                           for i in range(40)))
print(len(many.body), sum(1 for _ in ast.walk(many)))
deep = ast.parse("+".join("x" * 300), mode="eval").body
depth = 0
while isinstance(deep, ast.BinOp):
    deep = deep.left
    depth += 1
print(depth)
print(ast.Name.__doc__, ast.alias.__doc__, ast.Load.__doc__)
print(vars(ast.parse("pass").body[0]))
