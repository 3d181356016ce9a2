# What compile(), eval() and exec() leave to Python; see vm/interp/evaluation.cc.


def compile_path(source, path, mode, flags, dont_inherit, optimize):
    fspath = special(path, "__fspath__")
    if fspath is None:
        raise TypeError("expected str, bytes or os.PathLike object, not "
                        + type(path).__name__)
    name = fspath(path)
    if not isinstance(name, (str, bytes)):
        raise TypeError("expected " + type(path).__name__ + ".__fspath__() to "
                        "return str or bytes, not " + type(name).__name__)
    return compile(source, name, mode, flags, dont_inherit, optimize)


def run_for_nothing(function, namespace):
    run_body(function, namespace)


# --- Names in a namespace that is not a dict --------------------------------------

def namespace_load(namespace, name, globals):
    try:
        return namespace[name]
    except KeyError:
        pass
    return global_of(globals, name)


def namespace_load_cell(namespace, name, cell):
    try:
        return namespace[name]
    except KeyError:
        pass
    return cell_content(cell, name)


def namespace_delete(namespace, name):
    try:
        del namespace[name]
        return
    except KeyError:
        pass
    raise_not_defined(name)


def namespace_import_all(namespace, module):
    names = getattr(module, "__all__", None)
    if names is None:
        names = [name for name in module.__dict__ if name[:1] != "_"]
    for name in names:
        namespace[name] = getattr(module, name)


def breakpoint_function(*args, **kws):
    raise RuntimeError("breakpoint() is not supported: an agent has no "
                       "debugger; see `midge inspect`")


breakpoint_function.__name__ = breakpoint_function.__qualname__ = "breakpoint"


# --- input() ------------------------------------------------------------------------

# An agent has no standard input, on whatever node it runs: it is always at its
# end.
def input_function(prompt="", /):
    write(1, str(prompt))
    raise EOFError("EOF when reading a line")


input_function.__name__ = input_function.__qualname__ = "input"
