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
    path = package.__path__ if parent else None
    for finder in native_module("sys").meta_path:
        if finder is program_finder:
            module = load_own(name, table)
        else:
            spec = finder.find_spec(name, path, None)
            module = None if spec is None else load_by(spec, table)
        if module is not None:
            break
    else:
        raise not_found(name, "No module named '" + name + "'"
                        + why_missing(name))
    if parent:
        setattr(package, tail, module)
    return module


# A module of the program, the library or the VM; None if there is none.
def load_own(name, table):
    found = source_module(name)
    if found is None:
        module = native_module(name)
        if module is not None:
            table[name] = module
        return module
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
    return table.get(name, module)


# What a finder that the program put into sys.meta_path has found.
def load_by(spec, table):
    loader = spec.loader
    if loader is None:
        raise ImportError("missing loader", name=spec.name)
    if not hasattr(loader, "exec_module"):
        return loader.load_module(spec.name)
    module = module_from_spec(spec)
    table[spec.name] = module
    try:
        loader.exec_module(module)
    except BaseException:
        table.pop(spec.name, None)
        raise
    return table.get(spec.name, module)


def module_from_spec(spec):
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also "
                          "define create_module()")
    if module is None:
        module = type(native_module("sys"))(spec.name)
    attributes = {"__name__": spec.name, "__loader__": spec.loader,
                  "__package__": spec.parent,
                  "__path__": spec.submodule_search_locations,
                  "__file__": spec.origin if spec.has_location else None}
    for name, value in attributes.items():
        if value is not None and getattr(module, name, None) is None:
            setattr(module, name, value)
    module.__spec__ = spec
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
        raise TypeError("'" + type_name(names)
                        + "' object does not support indexing")
    for name in names:
        if not isinstance(name, str):
            raise TypeError("Item in " + module.__name__ + ".__all__ must be "
                            "str, not " + type_name(name))
        namespace[name] = getattr(module, name)


def run_main(name):
    module, body = source_module(name)
    modules()[name] = module
    body()
