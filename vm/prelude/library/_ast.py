# The classes of syntax trees, which compile() makes and compiles.

import sys as _sys

_names = _sys.modules[__name__].__dict__

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000


class AST:
    _fields = ()
    _attributes = ()

    # Takes what __init__ does, for subclasses with a __new__ of their own.
    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)

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

# Base: its classes with their fields and what these are; a "?" is behind what
# may be None, a "*" behind what is a list.
_CLASSES = {
    "AST":
        "alias name:identifier asname:identifier?; arg arg:identifier "
        "annotation:expr? type_comment:string?; arguments posonlyargs:arg* "
        "args:arg* vararg:arg? kwonlyargs:arg* kw_defaults:expr* kwarg:arg? "
        "defaults:expr*; boolop; cmpop; comprehension target:expr iter:expr "
        "ifs:expr* is_async:int; excepthandler; expr; expr_context; keyword "
        "arg:identifier? value:expr; match_case pattern:pattern guard:expr? "
        "body:stmt*; mod; operator; pattern; stmt; type_ignore; unaryop; "
        "withitem context_expr:expr optional_vars:expr?",
    "boolop":
        "And; Or",
    "cmpop":
        "Eq; Gt; GtE; In; Is; IsNot; Lt; LtE; NotEq; NotIn",
    "excepthandler":
        "ExceptHandler type:expr? name:identifier? body:stmt*",
    "expr":
        "Attribute value:expr attr:identifier ctx:expr_context; Await "
        "value:expr; BinOp left:expr op:operator right:expr; BoolOp "
        "op:boolop values:expr*; Call func:expr args:expr* "
        "keywords:keyword*; Compare left:expr ops:cmpop* comparators:expr*; "
        "Constant value:constant kind:string?; Dict keys:expr* "
        "values:expr*; DictComp key:expr value:expr "
        "generators:comprehension*; FormattedValue value:expr "
        "conversion:int format_spec:expr?; GeneratorExp elt:expr "
        "generators:comprehension*; IfExp test:expr body:expr orelse:expr; "
        "JoinedStr values:expr*; Lambda args:arguments body:expr; List "
        "elts:expr* ctx:expr_context; ListComp elt:expr "
        "generators:comprehension*; Name id:identifier ctx:expr_context; "
        "NamedExpr target:expr value:expr; Set elts:expr*; SetComp elt:expr "
        "generators:comprehension*; Slice lower:expr? upper:expr? "
        "step:expr?; Starred value:expr ctx:expr_context; Subscript "
        "value:expr slice:expr ctx:expr_context; Tuple elts:expr* "
        "ctx:expr_context; UnaryOp op:unaryop operand:expr; Yield "
        "value:expr?; YieldFrom value:expr",
    "expr_context":
        "Del; Load; Store",
    "mod":
        "Expression body:expr; FunctionType argtypes:expr* returns:expr; "
        "Interactive body:stmt*; Module body:stmt* "
        "type_ignores:type_ignore*",
    "operator":
        "Add; BitAnd; BitOr; BitXor; Div; FloorDiv; LShift; MatMult; Mod; "
        "Mult; Pow; RShift; Sub",
    "pattern":
        "MatchAs pattern:pattern? name:identifier?; MatchClass cls:expr "
        "patterns:pattern* kwd_attrs:identifier* kwd_patterns:pattern*; "
        "MatchMapping keys:expr* patterns:pattern* rest:identifier?; "
        "MatchOr patterns:pattern*; MatchSequence patterns:pattern*; "
        "MatchSingleton value:constant; MatchStar name:identifier?; "
        "MatchValue value:expr",
    "stmt":
        "AnnAssign target:expr annotation:expr value:expr? simple:int; "
        "Assert test:expr msg:expr?; Assign targets:expr* value:expr "
        "type_comment:string?; AsyncFor target:expr iter:expr body:stmt* "
        "orelse:stmt* type_comment:string?; AsyncFunctionDef "
        "name:identifier args:arguments body:stmt* decorator_list:expr* "
        "returns:expr? type_comment:string?; AsyncWith items:withitem* "
        "body:stmt* type_comment:string?; AugAssign target:expr op:operator "
        "value:expr; Break; ClassDef name:identifier bases:expr* "
        "keywords:keyword* body:stmt* decorator_list:expr*; Continue; "
        "Delete targets:expr*; Expr value:expr; For target:expr iter:expr "
        "body:stmt* orelse:stmt* type_comment:string?; FunctionDef "
        "name:identifier args:arguments body:stmt* decorator_list:expr* "
        "returns:expr? type_comment:string?; Global names:identifier*; If "
        "test:expr body:stmt* orelse:stmt*; Import names:alias*; ImportFrom "
        "module:identifier? names:alias* level:int?; Match subject:expr "
        "cases:match_case*; Nonlocal names:identifier*; Pass; Raise "
        "exc:expr? cause:expr?; Return value:expr?; Try body:stmt* "
        "handlers:excepthandler* orelse:stmt* finalbody:stmt*; TryStar "
        "body:stmt* handlers:excepthandler* orelse:stmt* finalbody:stmt*; "
        "While test:expr body:stmt* orelse:stmt*; With items:withitem* "
        "body:stmt* type_comment:string?",
    "type_ignore":
        "TypeIgnore lineno:int tag:string",
    "unaryop":
        "Invert; Not; UAdd; USub",
}
_PLACED = {"alias", "arg", "excepthandler", "expr", "keyword", "pattern", "stmt"}


# Of each class that has instances its fields: (name, type, suffix).
_fields_of = {}


def _make():
    for base, classes in _CLASSES.items():
        for line in classes.split("; "):
            name, *written = line.split()
            fields = []
            for field in written:
                key, kind = field.split(":")
                fields.append((key, kind.rstrip("?*"), kind[-1:]))
            keys = tuple([key for key, _, _ in fields])
            namespace = {"__module__": "ast", "_fields": keys,
                         "__match_args__": keys}
            for key, _, suffix in fields:
                if suffix == "?":
                    namespace[key] = None
            if base != "AST" or fields:
                namespace["__doc__"] = name + (
                    "(" + ", ".join([f"{kind}{suffix if suffix in '?*' else ''}"
                                     f" {key}" for key, kind, suffix in fields])
                    + ")" if fields else "")
            if name in _PLACED:
                namespace["_attributes"] = _PLACE
                if name != "pattern":
                    namespace["end_lineno"] = None
                    namespace["end_col_offset"] = None
            _names[name] = type(name, (_names[base],), namespace)
            _fields_of[_names[name]] = fields


_make()
