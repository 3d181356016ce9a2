# open(), for the files that came with the program and nothing else: an
# agent does not reach the files of the machine it happens to run on.


def open_file(file, mode="r", buffering=-1, encoding=None, errors=None,
              newline=None, closefd=True, opener=None):
    return import_module("_io").open_stream(
        file, mode, buffering, encoding, errors, newline, closefd, opener)


open_file.__name__ = open_file.__qualname__ = "open"
keep_unbound(open_file)


# The bytes of a file that came along, or None.  Files have the names that the
# launch gave them, whichever way a program makes a path of one: the working
# directory, and the program's own folder, are where they all are.
def file_bytes(path):
    data = data_file(path)
    if data is None:
        data = data_file(name_in_program(path))
    return own_source(path) if data is None else data


# The same, where there must be one.
def read_file(path):
    data = file_bytes(path)
    if data is None:
        raise FileNotFoundError(2, "No such file or directory", path)
    return data


def name_in_program(path):
    entry = getattr(modules().get("__main__"), "__file__", "")
    folder, slash, _ = entry.rpartition("/")
    if slash and path.startswith(folder + slash):
        path = path[len(folder):]
    parts = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


class Loader:
    """Where modules come from: the program, and what came along with it."""

    def get_source(self, name):
        # The entry has another name where it is not run as a script.
        text = module_source(name)
        return module_source("__main__") if text is None else text

    def is_package(self, name):
        return hasattr(modules()[name], "__path__")

    def get_data(self, path):
        return read_file(path)

    # For importlib.resources: what came along beside the module's file.
    def get_resource_reader(self, name):
        return ResourceReader(modules()[name].__file__)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        found = source_module(module.__name__)
        if found is not None:
            FUNCTION(found[1].__code__, module.__dict__)()

    def __repr__(self):
        return "<Loader of the program>"


class ResourceReader:
    """Gives the path of a package's folder."""

    def __init__(self, file):
        self._file = file

    def files(self):
        return modules()["pathlib"].Path(self._file).parent


Loader.__module__ = "midge"
loader = Loader()


class ModuleSpec:
    """What is known of a module of the program."""

    def __init__(self, name, loader, *, origin=None, loader_state=None,
                 is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._set_fileattr = False
        self._initializing = False
        self.cached = None

    def __repr__(self):
        args = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            args.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            args.append("submodule_search_locations="
                        f"{self.submodule_search_locations}")
        return f"ModuleSpec({', '.join(args)})"

    def __eq__(self, other):
        if not isinstance(other, ModuleSpec):
            return NotImplemented
        return (self.name == other.name and self.loader == other.loader
                and self.origin == other.origin
                and self.submodule_search_locations
                == other.submodule_search_locations
                and self.has_location == other.has_location)

    @property
    def parent(self):
        if self.submodule_search_locations is None:
            return self.name.rpartition(".")[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr


ModuleSpec.__module__ = "_frozen_importlib"


class BuiltinImporter:
    """Stands for what loads the VM's own modules."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        spec = program_finder.find_spec(fullname)
        return spec if spec is not None and spec.loader is cls else None

    @staticmethod
    def create_module(spec):
        return import_module(spec.name)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def load_module(cls, fullname):
        return import_module(fullname)

    @classmethod
    def get_code(cls, fullname):
        return None

    get_source = get_code

    @classmethod
    def is_package(cls, fullname):
        return False


BuiltinImporter.__module__ = "_frozen_importlib"


class NamespaceLoader:
    """Loads packages that are folders without an __init__.py."""

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def load_module(self, fullname):
        return import_module(fullname)

    def get_resource_reader(self, fullname):
        return ResourceReader(modules()[fullname].__path__[0] + "/")


NamespaceLoader.__module__ = "_frozen_importlib_external"


def spec_of(module):
    path = getattr(module, "__path__", None)
    spec = ModuleSpec(module.__name__, getattr(module, "__loader__", None),
                      origin=getattr(module, "__file__", None),
                      is_package=path is not None)
    spec._set_fileattr = spec.origin is not None
    if path is not None:
        spec.submodule_search_locations = path
    if spec.loader is BuiltinImporter:
        spec.origin = "built-in"
    return spec


# Held by the thread that makes a module: others that want it wait.
class ModuleLock:
    def __init__(self):
        # What local_acquire() and local_release() work on.
        self._value = 0
        self._first = self._last = None
        self.owner = current_thread()

    def let_go(self, name):
        del module_locks[name]
        local_release(self, 1 << 30)


class ProgramFinder:
    """What sys.meta_path begins with: finds all that came with the program."""

    def find_spec(self, fullname, path=None, target=None):
        imported = getattr(modules().get(fullname), "__spec__", None)
        if imported is not None and (imported.loader is loader or
                                     imported.loader is BuiltinImporter):
            return imported
        found = source_module(fullname)
        module = native_module(fullname) if found is None else found[0]
        return None if module is None else spec_of(module)

    def __repr__(self):
        return "<Finder of the program>"


ProgramFinder.__module__ = "midge"
program_finder = ProgramFinder()
meta_path = [program_finder]


def find_spec(name, path=None, target=None):
    for finder in meta_finders():
        spec = ask_finder(finder, name, path, target)
        if spec is not None:
            return spec
    return None


# What modules of the program have from the first, those in C++ have too.
def describe_native_modules():
    for module in native_modules():
        module.__loader__ = BuiltinImporter
        module.__package__ = ""
        module.__spec__ = spec_of(module)


describe_native_modules()


def own_source(file):
    # The bytes of the source file of a module that is imported, or None.
    for name, module in list(modules().items()):
        if getattr(module, "__file__", None) == file:
            return loader.get_source(name).encode()
    return None
