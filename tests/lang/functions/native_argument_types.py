# Arguments of the wrong type, where None is called by its name or its type.


def told(expression):
    try:
        return repr(eval(expression))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for expression in (
        "'a'.encode(None)", "'a'.encode(1)", "b'a'.decode(None)",
        "format(1, None)", "format(1, 2)", "(1).__format__(None)",
        "[].__format__(None)", "bytes.fromhex(None)", "bytes.fromhex(1)",
        "'a\\nb'.splitlines(None)", "'a\\nb'.splitlines('x')",
        "'a\\nb'.splitlines(1.0)", "'a\\nb'.splitlines(2)",
        "b'a\\nb'.splitlines([])", "b'a\\nb'.splitlines(True)",
        "[].__eq__(1)", "[].__eq__([])", "{}.__ne__(1)", "(1,).__eq__([1])",
        "(1,).__lt__([1])", "set().__eq__(1)", "set().__eq__(frozenset())",
        "range(3).__eq__([0, 1, 2])", "''.__eq__(b'')"):
    print(expression, "->", told(expression))
