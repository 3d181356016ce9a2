# import: finding modules, running their bodies once, binding submodules.


# Makes a function one of those that CPython has in C: found in a class, it is
# not bound to the instance (vm/objects/classes.cc).
def keep_unbound(function):
    setattr(function, "<unbound>", function)


def import_name(name, globals, wanted, level):
    if level > 0:
        name = absolute_name(name, globals, level)
    module = import_module(name)
    if not wanted:
        if level > 0:
            return module
        return modules()[name.partition(".")[0]]
    if hasattr(module, "__path__"):
        for item in wanted:
            if item == "*":
                import_listed(module, name)
            elif not hasattr(module, item):
                import_if_there(name + "." + item)
    return module


# What programs know as __import__().
def import_function(name, globals=None, locals=None, fromlist=(), level=0):
    if not isinstance(name, str):
        raise TypeError("module name must be a string")
    if level < 0:
        raise ValueError("level must be >= 0")
    if level == 0 and name == "":
        raise ValueError("Empty module name")
    return import_name(name, {} if globals is None else globals, fromlist,
                       level)


import_function.__name__ = import_function.__qualname__ = "__import__"


def import_listed(package, name):
    for item in getattr(package, "__all__", ()):
        if not hasattr(package, item):
            import_if_there(name + "." + item)


def import_if_there(name):
    try:
        import_module(name)
    except ModuleNotFoundError as e:
        if e.name != name:
            raise


def absolute_name(name, globals, level):
    package = globals.get("__package__")
    if package is None:
        package = globals.get("__name__", "")
        if "__path__" not in globals:
            package = package.rpartition(".")[0]
    if not package:
        raise ImportError("attempted relative import with no known parent "
                          "package")
    for _ in range(level - 1):
        package, dot, _rest = package.rpartition(".")
        if not dot:
            raise ImportError("attempted relative import beyond top-level "
                              "package")
    return package + "." + name if name else package


def not_found(name, message):
    return ModuleNotFoundError(message, name=name)


def import_module(name):
    table = modules()
    module = table.get(name)
    if module is not None:
        return module
    if name in table:
        raise not_found(name, "import of " + name
                        + " halted; None in sys.modules")
    parent, _, tail = name.rpartition(".")
    if parent:
        package = import_module(parent)
        module = table.get(name)
        if module is not None:
            return module
        if not hasattr(package, "__path__"):
            raise not_found(name, "No module named '" + name + "'; '" + parent
                            + "' is not a package")
    found = source_module(name)
    if found is None:
        module = native_module(name)
        if module is None:
            raise not_found(name, "No module named '" + name + "'"
                            + why_missing(name))
        table[name] = module
    else:
        module = found[0]
        table[name] = module
        module.__spec__ = spec_of(module)
        module.__initializing__ = True
        try:
            found[1]()
        except BaseException:
            del table[name]
            raise
        del module.__initializing__
        if name in builtin_module_names:
            for value in list(module.__dict__.values()):
                if type(value) is FUNCTION and value.__module__ == name:
                    keep_unbound(value)
        module = table.get(name, module)
    if parent:
        setattr(package, tail, module)
    return module


# `from module import name` where the module, or what stands for one, is asked
# by a function of its own.
def import_from(module, name):
    try:
        return getattr(module, name)
    except AttributeError:
        pass
    called = getattr(module, "__name__", "<unknown module name>")
    found = modules().get(str(called) + "." + name)
    if found is not None:
        return found
    path = getattr(module, "__file__", None)
    raise ImportError("cannot import name '" + name + "' from '" + str(called)
                      + "' (" + (path or "unknown location") + ")",
                      name=called, path=path)


def import_all(module, namespace):
    names = module.__all__
    if method_of(names, "__getitem__") is None:
        raise TypeError("'" + type(names).__name__
                        + "' object does not support indexing")
    for name in names:
        if not isinstance(name, str):
            raise TypeError("Item in " + module.__name__ + ".__all__ must be "
                            "str, not " + type(name).__name__)
        namespace[name] = getattr(module, name)


def run_main(name):
    module, body = source_module(name)
    modules()[name] = module
    body()
