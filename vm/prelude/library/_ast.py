# The classes of syntax trees. compile() makes them; it compiles none.

import sys as _sys

_names = _sys.modules[__name__].__dict__

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000


class AST:
    _fields = ()
    _attributes = ()

    def __init__(self, *args, **kwargs):
        fields = self._fields
        if len(args) > len(fields):
            raise TypeError(f"{type(self).__name__} constructor takes at most "
                            f"{len(fields)} positional argument"
                            f"{'' if len(fields) == 1 else 's'}")
        for name, value in zip(fields, args):
            if name in kwargs:
                raise TypeError(f"{type(self).__name__} got multiple values "
                                f"for argument '{name}'")
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __reduce__(self):
        return type(self), (), self.__dict__


AST.__module__ = "ast"

_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")

# Base: its classes with their fields; a "?" is behind one that may be None.
_CLASSES = {
    "AST":
        "alias name asname?; arg arg annotation? type_comment?; "
        "arguments posonlyargs args vararg? kwonlyargs kw_defaults "
        "kwarg? defaults; boolop; cmpop; comprehension target iter ifs "
        "is_async; excepthandler; expr; expr_context; keyword arg? "
        "value; match_case pattern guard? body; mod; operator; pattern; "
        "stmt; type_ignore; unaryop; withitem context_expr "
        "optional_vars?",
    "boolop":
        "And; Or",
    "cmpop":
        "Eq; Gt; GtE; In; Is; IsNot; Lt; LtE; NotEq; NotIn",
    "excepthandler":
        "ExceptHandler type? name? body",
    "expr":
        "Attribute value attr ctx; Await value; BinOp left op right; "
        "BoolOp op values; Call func args keywords; Compare left ops "
        "comparators; Constant value kind?; Dict keys values; DictComp "
        "key value generators; FormattedValue value conversion "
        "format_spec?; GeneratorExp elt generators; IfExp test body "
        "orelse; JoinedStr values; Lambda args body; List elts ctx; "
        "ListComp elt generators; Name id ctx; NamedExpr target value; "
        "Set elts; SetComp elt generators; Slice lower? upper? step?; "
        "Starred value ctx; Subscript value slice ctx; Tuple elts ctx; "
        "UnaryOp op operand; Yield value?; YieldFrom value",
    "expr_context":
        "Del; Load; Store",
    "mod":
        "Expression body; FunctionType argtypes returns; Interactive "
        "body; Module body type_ignores",
    "operator":
        "Add; BitAnd; BitOr; BitXor; Div; FloorDiv; LShift; MatMult; "
        "Mod; Mult; Pow; RShift; Sub",
    "pattern":
        "MatchAs pattern? name?; MatchClass cls patterns kwd_attrs "
        "kwd_patterns; MatchMapping keys patterns rest?; MatchOr "
        "patterns; MatchSequence patterns; MatchSingleton value; "
        "MatchStar name?; MatchValue value",
    "stmt":
        "AnnAssign target annotation value? simple; Assert test msg?; "
        "Assign targets value type_comment?; AsyncFor target iter body "
        "orelse type_comment?; AsyncFunctionDef name args body "
        "decorator_list returns? type_comment?; AsyncWith items body "
        "type_comment?; AugAssign target op value; Break; ClassDef name "
        "bases keywords body decorator_list; Continue; Delete targets; "
        "Expr value; For target iter body orelse type_comment?; "
        "FunctionDef name args body decorator_list returns? "
        "type_comment?; Global names; If test body orelse; Import "
        "names; ImportFrom module? names level?; Match subject cases; "
        "Nonlocal names; Pass; Raise exc? cause?; Return value?; Try "
        "body handlers orelse finalbody; TryStar body handlers orelse "
        "finalbody; While test body orelse; With items body "
        "type_comment?",
    "type_ignore":
        "TypeIgnore lineno tag",
    "unaryop":
        "Invert; Not; UAdd; USub",
}
_PLACED = {"alias", "arg", "excepthandler", "expr", "keyword", "pattern", "stmt"}


def _make():
    for base, classes in _CLASSES.items():
        for line in classes.split("; "):
            name, *fields = line.split()
            namespace = {"__module__": "ast",
                         "_fields": tuple(f.rstrip("?") for f in fields)}
            namespace["__match_args__"] = namespace["_fields"]
            for field in fields:
                if field[-1] == "?":
                    namespace[field[:-1]] = None
            if name in _PLACED:
                namespace["_attributes"] = _PLACE
                namespace["end_lineno"] = namespace["end_col_offset"] = None
            _names[name] = type(name, (_names[base],), namespace)


_make()
