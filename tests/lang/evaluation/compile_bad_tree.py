# What compile() says of syntax trees that are none.
# gc every: 2048
import ast

at = {"lineno": 1, "col_offset": 0}


def name(ctx=ast.Load()):
    return ast.Name("x", ctx, **at)


def module(*body):
    return ast.Module(list(body), [])


def expression(node):
    return ast.Expression(node)


one = ast.Constant(1, **at)
whole = at | {"end_lineno": 1, "end_col_offset": 1}
no_arguments = dict(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[],
                    defaults=[])
bad = [
    module(ast.Expr(name(ast.Store()), **at)), module(ast.Pass()),
    ast.Module(3, []), module(3), 5, module(None),
    expression(ast.Constant([], **at)), expression(ast.Constant(object, **at)),
    module(ast.Expr(None, **at)), module(ast.Delete([], **at)),
    module(ast.Assign([], one, **at)), module(ast.Assign([one], one, **at)),
    module(ast.If(one, [], [], **at)), module(ast.Raise(None, one, **at)),
    module(ast.Try([ast.Pass(**at)], [], [], [], **at)),
    module(ast.ImportFrom("a", [], 0, **at)),
    module(ast.ImportFrom("a", [ast.alias("b", **at)], -1, **at)),
    module(ast.Global([], **at)), module(ast.With([], [ast.Pass(**at)], **at)),
    expression(ast.BoolOp(ast.And(), [one], **at)),
    expression(ast.Compare(one, [], [], **at)),
    expression(ast.Compare(one, [ast.Eq()], [], **at)),
    expression(ast.Dict([], [one], **at)),
    expression(ast.ListComp(one, [], **at)),
    expression(ast.Name("None", ast.Load(), **at)),
    expression(ast.Name(5, ast.Load(), **at)),
    expression(ast.BinOp(one, ast.And(), one, **at)),
    expression(ast.Tuple([None], ast.Load(), **at)),
    expression(ast.Starred(one, ast.Load(), **at)),
    expression(ast.Slice(one, one, one, **at)),
    expression(ast.Lambda(ast.arguments(**no_arguments | {"defaults": [one]}),
                          one, **at)),
    expression(ast.Lambda(ast.arguments(**no_arguments
                                        | {"kw_defaults": [one]}), one, **at)),
    expression(ast.Constant(1, lineno=2, col_offset=0, end_lineno=1)),
    expression(ast.Constant(1, lineno=1, col_offset=5, end_lineno=1,
                            end_col_offset=2)),
    expression(ast.Constant(1, lineno=-1, col_offset=0, end_lineno=1)),
    expression(ast.expr(**at)),
    module(ast.Match(one, [], **at)),
    module(ast.Match(one, [ast.match_case(ast.MatchStar("a", **whole), None,
                                          [ast.Pass(**at)])], **at)),
    module(ast.Match(one, [ast.match_case(ast.MatchAs(None, "_", **whole), None,
                                          [ast.Pass(**at)])], **at)),
    module(ast.Match(one, [ast.match_case(ast.MatchSingleton(1, **whole), None,
                                          [ast.Pass(**at)])], **at)),
    module(ast.Match(one, [ast.match_case(ast.MatchOr([], **whole), None,
                                          [ast.Pass(**at)])], **at)),
    module(ast.Match(one, [ast.match_case(ast.MatchValue(name(), **whole), None,
                                          [ast.Pass(**at)])], **at)),
]
for tree in bad:
    for mode in ("exec", "eval"):
        try:
            compile(tree, "f", mode)
            print("compiled")
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])
