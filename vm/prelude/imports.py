# import: finding modules, running their bodies once, binding submodules.

ABSENT = object()  # in place of an argument or an attribute


# Makes a function one of those that CPython has in C: found in a class, it is
# not bound to the instance (vm/objects/classes.cc).
def keep_unbound(function):
    setattr(function, "<unbound>", function)


def import_name(name, globals, wanted, level):
    whole = absolute_name(name, globals, level) if level > 0 else name
    module = import_module(whole)
    if wanted:
        if hasattr(module, "__path__"):
            import_wanted(module, wanted)
        return module
    front, dot, rest = name.partition(".")
    if not dot:
        return module
    if level == 0:
        return import_module(front)
    whole = whole[:-len(rest) - 1]
    if whole not in modules():
        raise KeyError(repr(whole) + " not in sys.modules as expected")
    return modules()[whole]


# What programs know as __import__().
def import_function(name, globals=ABSENT, locals=None, fromlist=(), level=0):
    if not isinstance(name, str):
        raise TypeError("module name must be a string")
    level = index_of(level)
    if level < 0:
        raise ValueError("level must be >= 0")
    if level == 0 and name == "":
        raise ValueError("Empty module name")
    return import_name(name, globals, fromlist, level)


keep_unbound(import_function)


import_function.__name__ = import_function.__qualname__ = "__import__"


# Makes what `from package import wanted` may mean by submodules.
def import_wanted(package, wanted, is_listed=False):
    for item in wanted:
        if not isinstance(item, str):
            where = (package.__name__ + ".__all__" if is_listed
                     else "``from list''")
            raise TypeError("Item in " + where + " must be str, not "
                            + type_name(item))
        if item == "*":
            if not is_listed and hasattr(package, "__all__"):
                import_wanted(package, package.__all__, True)
        elif not hasattr(package, item):
            import_if_there(package.__name__ + "." + item)


def import_if_there(name):
    try:
        import_module(name)
    except ModuleNotFoundError as e:
        if e.name != name or modules().get(name, e) is None:
            raise


def absolute_name(name, globals, level):
    package = package_of(globals)
    if not package:
        raise ImportError("attempted relative import with no known parent "
                          "package")
    for _ in range(level - 1):
        package, dot, _rest = package.rpartition(".")
        if not dot:
            raise ImportError("attempted relative import beyond top-level "
                              "package")
    return package + "." + name if name else package


# Of the module whose names `globals` are.
def package_of(globals):
    if globals is ABSENT:
        raise KeyError("'__name__' not in globals")
    if not isinstance(globals, dict):
        raise TypeError("globals must be a dict")
    package = globals.get("__package__")
    if package is not None:
        return must_be_str(package, "package")
    spec = globals.get("__spec__")
    if spec is not None:
        return must_be_str(spec.parent, "__spec__.parent")
    if "__name__" not in globals:
        raise KeyError("'__name__' not in globals")
    called = must_be_str(globals["__name__"], "__name__")
    return called if "__path__" in globals else called.rpartition(".")[0]


def must_be_str(value, what):
    if not isinstance(value, str):
        raise TypeError(what + " must be a string")
    return value


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
    package = None
    # None stands there for a module that is not to be imported.
    if parent and table.get(parent, parent) is not None:
        package = import_module(parent)
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
        set_submodule(package, parent, tail, module)
    return module


def set_submodule(package, parent, tail, module):
    try:
        setattr(package, tail, module)
    except AttributeError:
        warn_importer(f"Cannot set an attribute on {parent!r} for child "
                      f"module {tail!r}")


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
    loaded = load(spec, module, found[1], (), table)
    if name in builtin_module_names:
        for value in list(module.__dict__.values()):
            if type(value) is FUNCTION and value.__module__ == name:
                keep_unbound(value)
    return loaded


# Gives what the body has left in the table, which may be another module.
def load(spec, module, run, args, table):
    spec._initializing = True
    table[spec.name] = module
    try:
        run(*args)
        module = table.pop(spec.name)
        table[spec.name] = module
        return module
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
    return load(spec, module, loader.exec_module, (module,), table)


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
        if value is not None:
            set_if_missing(module, name, value)
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
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
