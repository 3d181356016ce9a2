# What compile(), eval() and exec() leave to Python; see vm/interp/evaluation.cc.


def compile_path(source, path, mode, flags, dont_inherit, optimize):
    fspath = method_of(path, "__fspath__")
    if fspath is None:
        raise TypeError("expected str, bytes or os.PathLike object, not "
                        + type_name(path))
    name = fspath()
    if not isinstance(name, (str, bytes)):
        raise TypeError("expected " + type_name(path) + ".__fspath__() to "
                        "return str or bytes, not " + type_name(name))
    return compile(source, name, mode, flags, dont_inherit, optimize)


# What is no text: bytes in other objects, and syntax trees.
def compile_other(source, name, mode, only_tree, flags, optimize):
    if isinstance(source, memoryview):
        if only_tree:
            return compile_tree(bytes(source), name, mode,
                                flags & 0x1000 != 0)
        return compile(bytes(source), name, mode, flags, True, optimize)
    if only_tree:
        if isinstance(source, import_module("_ast").AST):
            return source
        raise TypeError("compile() arg 1 must be a string, bytes or AST object")
    text = import_module("_ast_writer").write(source, mode)
    return compile_written(text, name, mode, flags, optimize)


def compile_tree(source, name, mode, type_comments=False):
    if mode == "func_type":
        return import_module("_type_comments").read_signature(source, name)
    tree = import_module("_ast_reader").read(source, name, mode)
    if type_comments:
        import_module("_type_comments").attach(tree, source, name)
    return tree


def code_replace(code, changes):
    return import_module("_code").replace(code, changes)


# Passes what the compiler warns of, as SyntaxErrors, through the filters of
# module warnings, which may ask for the errors.  A program that never imported
# it has the filters that hide DeprecationWarnings.
def warn_compiled(warnings):
    sys = import_module("sys")
    for is_deprecation, error in warnings:
        module = sys.modules.get("warnings")
        if module is not None:
            category = DeprecationWarning if is_deprecation else SyntaxWarning
            try:
                module.warn_explicit(error.msg, category, error.filename,
                                     error.lineno)
                continue
            except category:
                pass
            raise error
        if not is_deprecation and sys.stderr is not None:
            sys.stderr.write(f"{error.filename}:{error.lineno}: SyntaxWarning: "
                             f"{error.msg}\n")


def warned_code(warnings, code):
    warn_compiled(warnings)
    return code


def warned_error(warnings, error):
    warn_compiled(warnings)
    raise error


def run_warned(warnings, function, namespace):
    warn_compiled(warnings)
    return run_body(function, namespace)


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
    except BaseException:
        pass
    raise_not_defined(name)


def breakpoint_function(*args, **kws):
    hook = getattr(import_module("sys"), "breakpointhook", None)
    if hook is None:
        raise RuntimeError("lost sys.breakpointhook")
    return hook(*args, **kws)


breakpoint_function.__name__ = breakpoint_function.__qualname__ = "breakpoint"


# --- input() ------------------------------------------------------------------------

# sys.stdin is at its end on a node, unless the program puts its own there.
def input_function(prompt="", /):
    sys = import_module("sys")
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name, None) is None:
            raise RuntimeError(f"input(): lost sys.{name}")
    text = str(prompt)
    if text:
        sys.stdout.write(text)
    line = sys.stdin.readline()
    if not isinstance(line, str):
        raise TypeError("object.readline() returned non-string")
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


input_function.__name__ = input_function.__qualname__ = "input"
keep_unbound(input_function)
