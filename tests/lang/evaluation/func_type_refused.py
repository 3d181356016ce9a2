# What is no signature in a type comment.
import ast

for text in ("()->int", "(a, b)->c", "(*a, **b)->c", "(a)->(b)", "(a,)->b",
             "(a, *b,)->c", "(*a,)->c", "(a)->", "(a b)->c", "(**a, b)->c",
             "(a)->b,", "(a)->b, c", "(a)->*b", "(a)->(b, c)", "(a=1)->b",
             "(a, **k,)->d", "a->b"):
    try:
        print(text, ast.dump(ast.parse(text, mode="func_type")))
    except SyntaxError as e:
        print(text, type(e).__name__)
try:
    compile("\ufeffa", "f", "exec")
except SyntaxError as e:
    print(e.msg)
