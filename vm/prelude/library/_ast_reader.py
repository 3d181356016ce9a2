# ast.parse(): puts a syntax tree together from the steps that the parser tells
# (vm/lib/syntax_trees.cc), from the leaves up.

import _ast
from _prelude import tree_steps, warn_compiled

_new = object.__new__

# Each class with the fields that it is told.
_classes = {cls.__name__: (cls, [name for name, _, _ in fields
                                 if name != "type_comment"])
            for cls, fields in _ast._fields_of.items()}

# Of operators and contexts there is one each.
_alone = {}


def _node(name, place, stack):
    cls, names = _classes[name]
    if not names and not place:
        node = _alone.get(name)
        if node is None:
            node = _alone[name] = cls()
        return node
    node = _new(cls)
    count = len(names)
    if count:
        for name, value in zip(names, stack[-count:]):
            setattr(node, name, value)
        del stack[-count:]
    if place:
        (node.lineno, node.col_offset, node.end_lineno,
         node.end_col_offset) = place
    return node


def read(source, file_name, mode):
    stack = []
    steps, warnings = tree_steps(source, file_name, mode)
    warn_compiled(warnings)
    for step in steps:
        if type(step) is not tuple:
            stack.append(step)
        elif type(step[0]) is int:
            count = step[0]
            items = stack[-count:] if count else []
            if count:
                del stack[-count:]
            stack.append(items)
        else:
            stack.append(_node(step[0], step[1:], stack))
    tree = stack[0]
    return _ast.Interactive(tree.body) if mode == "single" else tree
