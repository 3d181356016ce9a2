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


keep_unbound(import_function)


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


module_locks = {}  # by the names of the modules being made
awaited_locks = {}  # by the threads that wait for one


# Waits for a module that another thread makes, and says whether it did: when
# that thread waits for this one, the module is taken as it is.
def wait_for_maker(lock):
    me = current_thread()
    awaited_locks[me] = lock
    try:
        while lock is not None:
            if lock.owner is me:
                return False
            lock = awaited_locks.get(lock.owner)
        local_acquire(awaited_locks[me], None)
    finally:
        del awaited_locks[me]
    return True


def import_module(name):
    table = modules()
    module = table.get(name)
    lock = module_locks.get(name)
    if lock is not None and wait_for_maker(lock):
        return import_module(name)
    if module is not None:
        return module
    if name in table:
        raise not_found(name, "import of " + name
                        + " halted; None in sys.modules")
    mine = ModuleLock()
    lock = module_locks.setdefault(name, mine)
    if lock is not mine:
        # A finder may want what it is looking for.
        if lock.owner is not mine.owner:
            return import_module(name)
        return find_and_load(name, table)
    try:
        return find_and_load(name, table)
    finally:
        lock.let_go(name)


def find_and_load(name, table):
    parent, _, tail = name.rpartition(".")
    package = import_module(parent) if parent else None
    module = table.get(name)
    if module is not None:
        return module
    if parent and not hasattr(package, "__path__"):
        raise not_found(name, "No module named '" + name + "'; '" + parent
                        + "' is not a package")
    module = load_by_finders(name, package.__path__ if parent else None, table)
    if module is None:
        raise not_found(name, "No module named '" + name + "'"
                        + why_missing(name))
    if parent:
        setattr(package, tail, module)
    return module


def load_by_finders(name, path, table):
    for finder in meta_finders():
        if finder is program_finder:
            module = load_own(name, table)
        else:
            spec = ask_finder(finder, name, path, None)
            module = None if spec is None else load_by(spec, table)
        if module is not None:
            return module
    return None


def meta_finders():
    finders = modules().get("sys", native_module("sys")).meta_path
    if finders is None:
        raise ImportError("sys.meta_path is None, Python is likely shutting "
                          "down")
    if not finders:
        warn_importer("sys.meta_path is empty")
    return finders


importer_warnings = []  # the one being given


# Such warnings are shown only to who has asked for them.  What warnings itself
# imports to show one gives no more of them.
def warn_importer(message):
    if importer_warnings or "warnings" not in modules():
        return
    importer_warnings.append(message)
    try:
        modules()["warnings"].warn(message, ImportWarning)
    finally:
        importer_warnings.clear()


def ask_finder(finder, name, path, target):
    try:
        find = finder.find_spec
    except AttributeError:
        return ask_old_finder(finder, name, path)
    return find(name, path, target)


# Of the protocol before specs, which Python 3.11 still takes.
def ask_old_finder(finder, name, path):
    warn_importer(finder_name(finder) + ".find_spec() not found; falling back "
                  "to find_module()")
    loader = finder.find_module(name, path)
    if loader is None:
        return None
    return import_module("_frozen_importlib").spec_from_loader(name, loader)


def load_by_old_loader(spec, table):
    warn_importer(finder_name(spec.loader) + ".exec_module() not found; "
                  "falling back to load_module()")
    spec.loader.load_module(spec.name)
    module = table.pop(spec.name)
    table[spec.name] = module
    set_if_missing(module, "__loader__", spec.loader)
    package = spec.name
    if not hasattr(module, "__path__"):
        package = package.rpartition(".")[0]
    set_if_missing(module, "__package__", package)
    set_if_missing(module, "__spec__", spec)
    return module


def set_if_missing(module, name, value):
    if getattr(module, name, None) is None:
        try:
            setattr(module, name, value)
        except AttributeError:
            pass


def finder_name(finder):
    return getattr(finder, "__qualname__", type(finder).__qualname__)


# A module of the program, the library or the VM; None if there is none.
def load_own(name, table):
    found = source_module(name)
    if found is None:
        module = native_module(name)
        if module is not None:
            table[name] = module
        return module
    module = found[0]
    module.__spec__ = spec = spec_of(module)
    load(spec, module, found[1], (), table)
    if name in builtin_module_names:
        for value in list(module.__dict__.values()):
            if type(value) is FUNCTION and value.__module__ == name:
                keep_unbound(value)
    return table.get(name, module)


def load(spec, module, run, args, table):
    spec._initializing = True
    table[spec.name] = module
    try:
        run(*args)
    except BaseException:
        table.pop(spec.name, None)
        raise
    finally:
        spec._initializing = False


# What a finder that the program put into sys.meta_path has found.
def load_by(spec, table):
    loader = spec.loader
    if loader is None:
        raise ImportError("missing loader", name=spec.name)
    if not hasattr(loader, "exec_module"):
        return load_by_old_loader(spec, table)
    module = module_from_spec(spec)
    load(spec, module, loader.exec_module, (module,), table)
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


# `from module import *`, where the module lists its names or is none.
def import_all(module, namespace):
    names = getattr(module, "__all__", ABSENT)
    lists_all = names is not ABSENT
    if not lists_all:
        attributes = getattr(module, "__dict__", ABSENT)
        if attributes is ABSENT:
            raise ImportError("from-import-* object has no __dict__ and no "
                              "__all__")
        names = list(attributes.keys())
    for name in listed_items(names):
        if not isinstance(name, str):
            raise_not_name(module, name, lists_all)
        if lists_all or name[:1] != "_":
            namespace[name] = getattr(module, name)


def listed_items(names):
    if isinstance(names, dict):
        raise TypeError(type_name(names) + " is not a sequence")
    item_of = method_of(names, "__getitem__")
    if item_of is None:
        raise TypeError("'" + type_name(names)
                        + "' object does not support indexing")
    at = 0
    while True:
        try:
            item = item_of(at)
        except IndexError:
            return
        yield item
        at += 1


def raise_not_name(module, name, is_listed):
    called = module.__name__
    if not isinstance(called, str):
        raise TypeError("module __name__ must be a string, not "
                        + type_name(called))
    what, where = (("Item", "__all__") if is_listed
                   else ("Key", "__dict__"))
    raise TypeError(what + " in " + called + "." + where + " must be str, not "
                    + type_name(name))
