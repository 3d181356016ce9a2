# ast.parse(type_comments=True): finds the nodes that comments like
# `# type: int` belong to, by their places; and ast.parse(mode="func_type").

import _ast
from _ast_reader import read
from _prelude import type_comments

_loops = (_ast.For, _ast.AsyncFor)
_withs = (_ast.With, _ast.AsyncWith)
_functions = (_ast.FunctionDef, _ast.AsyncFunctionDef)
_bodies = ("body", "orelse", "finalbody", "handlers", "cases")


class _Comments:
    def __init__(self, source, name):
        self.name = name
        found = type_comments(source)
        if not isinstance(source, str):
            source = bytes(source).decode("utf-8", "replace")
        self.lines = source.splitlines(True)
        self.by_line = {}
        self.ignores = []
        for line, column, depth, text in found:
            rest = text[6:]
            if text[:6] == "ignore" and not (
                    rest and (rest[0] > "\x7f" or rest[0].isalnum())):
                self.ignores.append(_ast.TypeIgnore(line, rest))
            else:
                self.by_line[line] = column, depth, text

    # The comment of the first of the lines that has one, outside brackets.
    def take(self, lines):
        for line in lines:
            found = self.by_line.get(line)
            if found is not None and found[1] == 0:
                del self.by_line[line]
                return found[2]
        return None

    def text_of(self, line):
        return self.lines[line - 1] if line <= len(self.lines) else ""

    def refuse(self, message, line, column):
        text = self.text_of(line)
        raise SyntaxError(message, (self.name, line, column + 1, text, line,
                                    len(text.rstrip("\n")) + 1))


def _start_of(statement):
    decorators = getattr(statement, "decorator_list", None)
    return decorators[0].lineno if decorators else statement.lineno


def _parameters(arguments):
    found = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
    for one in (arguments.vararg, arguments.kwarg):
        if one is not None:
            found.append(one)
    found.sort(key=lambda arg: (arg.lineno, arg.col_offset))
    return found


def _attach_to_parameters(function, end, comments):
    parameters = _parameters(function.args)
    first = function.lineno
    for line in [at for at in comments.by_line if first <= at < end]:
        column, depth, text = comments.by_line[line]
        if depth != 1:
            continue
        if comments.text_of(line)[:column].rstrip().endswith("*,"):
            comments.refuse("bare * has associated type comment", line, column)
        place = line, column
        before = [arg for arg in parameters
                  if (arg.end_lineno, arg.end_col_offset) <= place]
        if before and before[-1].type_comment is None:
            before[-1].type_comment = text
            del comments.by_line[line]


def _attach_to_function(function, comments):
    body = _start_of(function.body[0])
    _attach_to_parameters(function, body, comments)
    header = function.lineno
    for part in _parameters(function.args) + [function.returns]:
        if part is not None:
            header = max(header, part.end_lineno)
    function.type_comment = comments.take(range(header, body))
    if function.type_comment is not None:
        second = [at for at in comments.by_line if header <= at < body]
        if second:
            comments.refuse("Cannot have two type comments on def", body,
                            function.body[0].col_offset)


def _end_of(item):
    return item.optional_vars or item.context_expr


# Whether its items stand in parentheses: then it takes no comment.
def _has_parentheses(statement, comments):
    if statement.items[0].optional_vars is None:
        return False
    first = comments.text_of(statement.lineno)
    keyword = first.find("with", statement.col_offset)
    last = _end_of(statement.items[-1])
    rest = comments.text_of(last.end_lineno)[last.end_col_offset:]
    return (first[keyword + 4:].lstrip().startswith("(")
            and ")" in rest.partition(":")[0])


def _attach_to_body(body, comments):
    # The last statement of a line is what the line's comment belongs to.
    for statement in reversed(body):
        kind = type(statement)
        if kind is _ast.Assign:
            line = statement.end_lineno
            statement.type_comment = comments.take((line,))
        elif kind in _loops:
            line = statement.iter.end_lineno
            if statement.body[0].lineno > line:
                statement.type_comment = comments.take((line,))
        elif kind in _withs:
            if not _has_parentheses(statement, comments):
                last = _end_of(statement.items[-1])
                statement.type_comment = comments.take((last.end_lineno,))
        elif kind in _functions:
            _attach_to_function(statement, comments)
        for name in _bodies:
            inner = getattr(statement, name, None)
            if isinstance(inner, list):
                _attach_to_body(inner, comments)


def attach(tree, source, name):
    comments = _Comments(source, name)
    if isinstance(getattr(tree, "body", None), list):
        _attach_to_body(tree.body, comments)
    if isinstance(tree, _ast.Module):
        tree.type_ignores = comments.ignores
    for line in sorted(comments.by_line):
        comments.refuse("invalid syntax", line, comments.by_line[line][0])


# Whether it stands for (plain ..., *one, **one).
def _is_signature(call):
    if type(call) is not _ast.Call or type(call.func) is not _ast.Name:
        return False
    named = [keyword for keyword in call.keywords if keyword.arg is not None]
    starred = [type(arg) is _ast.Starred for arg in call.args]
    return not named and len(call.keywords) < 2 and not any(starred[:-1])


def _ends_with_comma(arguments):
    return arguments.rstrip()[:-1].rstrip().endswith(",")


# Whether it is one expression, and no tuple without parentheses.
def _is_one(text, name):
    call = read("_(" + text + "\n)", name, "eval").body
    return len(call.args) == 1 and not text.endswith(",")


# (int, *str, **Any) -> Iterator[int]
def read_signature(source, name):
    if not isinstance(source, str):
        source = bytes(source).decode("utf-8")
    arrow = source.find("->")
    while arrow >= 0:
        try:
            call = read("_" + source[:arrow].lstrip(), name, "eval").body
            result = source[arrow + 2:].strip()
            returns = read(result, name, "eval").body
        except SyntaxError:
            arrow = source.find("->", arrow + 2)
            continue
        if (_is_signature(call) and not _ends_with_comma(source[:arrow])
                and _is_one(result, name)):
            values = [arg.value if type(arg) is _ast.Starred else arg
                      for arg in call.args]
            values += [keyword.value for keyword in call.keywords]
            return _ast.FunctionType(values, returns)
        break
    raise SyntaxError("invalid syntax", (name, 1, 1, source, 1, 1))
