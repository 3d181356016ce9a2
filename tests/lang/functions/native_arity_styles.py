# Builtins tell of wrong arguments in as many ways as they have of taking them.


def told(expression):
    try:
        return repr(eval(expression))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for expression in (
        # One argument, or none.
        "len()", "len([], 1)", "len(x=1)", "[].append()", "[].append(1, 2)",
        "[].append(x=1)", "[].clear(1)", "'a'.upper(1)", "'a'.upper(x=1)",
        "list.append()", "list.append(1)", "list.append(1, 2, 3)",
        # Positions only.
        "[].pop(1, 2)", "[].insert(1)", "'a'.replace('b')", "{}.get()",
        "{}.setdefault(1, 2, 3)", "isinstance(1)", "getattr(1)", "'a'.strip(1, 2)",
        "'a'.strip(x=1)", "{}.update(1, 2)", "{}.update(1, 2, a=3)", "dict(1, 2)",
        "bytes.maketrans(b'a')", "bytes.maketrans()", "str.maketrans()",
        # Read one after the other.
        "'a'.find()", "'a'.find(1, 2, 3, 4)", "b'a'.startswith()",
        "'a'.endswith(x=1)", "b'a'.count()", "'a'.rindex()",
        # Names as well.
        "'a'.split(1, 2, 3)", "'a'.split(x=1)", "'a'.split(' ', sep=' ')",
        "'a'.split(self=1)", "'a'.encode(x=1)", "'a'.encode(1, 2, 3)", "round()",
        "round(x=1)", "round(1, 2, 3)", "round(1, 2, 3, x=4)", "round(1, number=2)",
        "(1).to_bytes(1, 'big', True)", "'a'.expandtabs(1, 2)",
        "[].sort(1)", "[].sort(1, 2, 3)", "[].sort(x=1)", "sorted()",
        "sorted([], 1)", "enumerate([], start=1, x=2)",
        # Operators as methods.
        "(1).__add__()", "(1).__add__(1, 2)", "(1).__add__(x=1)", "[].__len__(1)",
        "[].__mul__()", "(1).__mul__()", "[].__setitem__(1)", "[].__iter__(1)",
        "{}.__getitem__()", "''.__getitem__()", "[].__contains__()",
        "{}.__contains__()", "(2).__pow__()", "(2).__pow__(3, 5)",
        "(2).__rpow__(3, 5)", "(2.0).__pow__(3, 5)", "(2).__pow__(1, 2, 3)",
        "int.__add__()", "int.__add__('a', 1)",
        # Classes.
        "list(1, 2)", "list(x=1)", "range()", "range(1, 2, 3, 4)", "range(x=1)",
        "reversed()", "reversed([], 1)", "list.__new__()", "list.__new__(1, 2, 3)",
        "[].__init__(1, 2)", "[].__init__(x=1)", "slice()",
        # All the others are named by name.
        "set().union(x=1)", "set().update([], x=1)", "object().__dir__(1)",
        "[].__dir__(1, 2)"):
    print(expression, "->", told(expression))


# A method in C of a class in Python, called on nothing.
import collections

for method in (collections.deque.__len__, collections.deque.append):
    try:
        method()
    except TypeError as error:
        print(type(error).__name__)
