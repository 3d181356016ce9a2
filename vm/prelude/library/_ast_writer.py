# compile() of a syntax tree: writes the tree as the text that the compiler reads
# (vm/syntax/tree_reader.h), and says what is no tree.

import _ast
from _ast import AST

_ROOTS = {"exec": _ast.Module, "eval": _ast.Expression,
          "single": _ast.Interactive}
# Levels of nodes; vm/syntax/limits.h has the same.
_DEPTH_MAX = 1000
# Ints past these are written in base 16.
_SMALL = 1 << 62


def _text(value):
    data = value.encode("utf-8", "surrogatepass")
    return b"%d:%b " % (len(data), data)


def _integer(value):
    if not isinstance(value, int):
        raise ValueError(f"invalid integer value: {value!r}")
    value = int(value)
    if not -1 << 31 <= value < 1 << 31:
        raise OverflowError("Python int too large to convert to C int")
    return b"%d " % value


def _identifier(value):
    if type(value) is not str:
        raise TypeError("AST identifier must be of type str")
    return _text(value)


# --- Constants -------------------------------------------------------------------

_SINGLETONS = {None: b"None ", True: b"True ", False: b"False ",
               ...: b"Ellipsis "}


def _int_literal(value):
    if 0 <= value < _SMALL:
        return b"int %d " % value
    return b"big %b " % hex(value)[2:].encode()


def _literal(value):
    kind = type(value)
    if value is None or value is ... or kind is bool:
        return _SINGLETONS[value]
    if kind is int:
        return _int_literal(value)
    if kind is float:
        return b"float %b " % repr(value).encode()
    if kind is complex:
        return b"imaginary %b " % repr(value.imag).encode()
    if kind is str:
        return b"str " + _text(value)
    return b"bytes %d:%b " % (len(value), value)


def _is_singleton(value):
    return value is None or value is True or value is False


# Constants that no literal spells, as the expressions that make them.
def _as_expression(value, place):
    kind = type(value)
    if kind is tuple:
        return _ast.Tuple([_ast.Constant(item, **place) for item in value],
                          _ast.Load(), **place)
    if kind is int and value < 0:
        return _ast.UnaryOp(_ast.USub(), _ast.Constant(-value, **place),
                            **place)
    if kind is complex and (value.real or str(value.real)[0] == "-"):
        return _ast.BinOp(_ast.Constant(value.real, **place), _ast.Add(),
                          _ast.Constant(complex(0, value.imag), **place),
                          **place)
    if kind is frozenset:
        raise NotImplementedError("compile() of a frozenset in an ast.Constant "
                                  "is not supported")
    if kind not in (type(None), bool, int, float, complex, str, bytes,
                    type(...)):
        raise TypeError(f"got an invalid type in Constant: {kind.__name__}")
    return None


# --- Nodes -----------------------------------------------------------------------

# The class of the table that `node` is an instance of.
def _class_of(node, base):
    if isinstance(node, base):
        for cls in type(node).__mro__:
            fields = _ast._fields_of.get(cls)
            if fields is not None:
                if cls is base and base.__subclasses__():
                    break
                return cls, fields
    raise TypeError(f"expected some sort of {base.__name__}, but got {node!r}")


def _place(node, base):
    lines = []
    count = 4 if base is _ast.pattern else 2
    for name in _ast._PLACE[:count]:
        try:
            lines.append(getattr(node, name))
        except AttributeError:
            raise TypeError(f'required field "{name}" missing from '
                            f'{base.__name__}') from None
    for i, name in enumerate(_ast._PLACE[count:]):
        value = getattr(node, name, None)
        lines.append(lines[i] if value is None else value)
    return lines


def _check_place(line, column, end_line, end_column):
    if line > end_line:
        raise ValueError(f"AST node line range ({line}, {end_line}) is not "
                         "valid")
    if line < 0 and end_line != line or column < 0 and column != end_column:
        raise ValueError(f"AST node column range ({column}, {end_column}) for "
                         f"line range ({line}, {end_line}) is not valid")
    if line == end_line and column > end_column:
        raise ValueError(f"line {line}, column {column}-{end_column} is not a "
                         "valid range")


def _node(node, base, depth, out, waiting):
    if node is None:
        out(b"- ")
        return
    place = _place(node, base) if base._attributes else ()
    cls, fields = _class_of(node, base)
    if cls is _ast.Constant and hasattr(node, "value"):
        instead = _as_expression(node.value, dict(zip(_ast._PLACE, place)))
        if instead is not None:
            waiting.append(("expr", instead, "", depth))
            return
    if depth > _DEPTH_MAX:
        raise RecursionError("maximum recursion depth exceeded during "
                             "compilation")
    out(b"Module " if cls is _ast.Interactive
        else b"%b " % cls.__name__.encode())
    for number in place:
        out(_integer(number))
    if place and base is not _ast.excepthandler:
        _check_place(*place)
    waiting += [(*_field(node, cls, *field), depth + 1)
                for field in reversed(fields) if field[0] != "type_comment"]
    if cls is _ast.Interactive:
        waiting.insert(0, ("type_ignore", [], "*", depth))


def _field(node, cls, name, kind, suffix):
    try:
        value = getattr(node, name)
    except AttributeError:
        raise TypeError(f'required field "{name}" missing from '
                        f'{cls.__name__}') from None
    if suffix == "*" and not isinstance(value, list):
        raise TypeError(f'{cls.__name__} field "{name}" must be a list, '
                        f"not a {type(value).__name__}")
    if kind == "type_ignore":
        value = []
    if cls is _ast.MatchSingleton and not _is_singleton(value):
        raise ValueError("MatchSingleton can only contain True, False and None")
    return kind, value, suffix


_NAMES = {"operator", "boolop", "unaryop", "cmpop", "expr_context"}


def _write_value(kind, value, optional, depth, out, waiting):
    if kind == "identifier":
        out(b"0: " if value is None and optional else _identifier(value))
    elif kind == "int":
        out(b"0 " if value is None and optional else _integer(value))
    elif kind == "string":
        out(b"1 " if value == "u" else b"0 ")
    elif kind == "constant":
        out(_literal(value))
    elif kind in _NAMES:
        cls, _ = _class_of(value, getattr(_ast, kind))
        out(b"%b " % cls.__name__.encode())
    else:
        _node(value, getattr(_ast, kind), depth, out, waiting)


def write(tree, mode):
    if not isinstance(tree, AST):
        raise TypeError("compile() arg 1 must be a string, bytes or AST object")
    root = _ROOTS[mode]
    if not isinstance(tree, root):
        raise TypeError(f"expected {root.__name__} node, got "
                        f"{type(tree).__name__}")
    parts = []
    waiting = [("mod", tree, "", 1)]
    while waiting:
        kind, value, suffix, depth = waiting.pop()
        if suffix == "*":
            parts.append(b"%d " % len(value))
            waiting += [(kind, item, "", depth) for item in reversed(value)]
        else:
            _write_value(kind, value, suffix == "?", depth, parts.append,
                         waiting)
    return b"".join(parts)
