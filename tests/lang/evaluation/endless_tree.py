# gc every: 1024
# A tree that holds itself ends in an error.
import ast

node = ast.UnaryOp(ast.Not(), None, lineno=1, col_offset=0)
node.operand = node
for mode, tree in (("eval", ast.Expression(node)),
                   ("exec", ast.Module([ast.Expr(node, lineno=1, col_offset=0)],
                                       []))):
    try:
        compile(tree, "tree", mode)
    except RecursionError:
        print("too deep")
