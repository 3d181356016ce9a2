# What CPython has frozen for importing from files.  What came with the program is
# found without it; files that came as data are loaded when they are asked for.

import sys

from _frozen_importlib import spec_from_loader
from _prelude import ModuleSpec, NamespaceLoader, load_by, read_file

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = \
    [".pyc"]
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = b"\0\0\0\0"
_RAW_MAGIC_NUMBER = 0


def _pack_uint32(x):
    return (int(x) & 0xFFFFFFFF).to_bytes(4, "little")


def _unpack_uint32(data):
    return int.from_bytes(data, "little")


def cache_from_source(path, debug_override=None, *, optimization=None):
    raise NotImplementedError("sys.implementation.cache_tag is None")


def source_from_cache(path):
    raise NotImplementedError("sys.implementation.cache_tag is None")


class _NoLoader:
    def __init__(self, *args, **kwargs):
        raise ImportError("an agent imports what came with its program, and "
                          "no other file")


class _LoaderBasics:
    """A loader that knows how to get a module's code and file name."""

    def is_package(self, fullname):
        file = self.get_filename(fullname).rpartition("/")[2]
        return (file.rpartition(".")[0] == "__init__"
                and fullname.rpartition(".")[2] != "__init__")

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when "
                              "get_code() returns None")
        exec(code, module.__dict__)

    def load_module(self, fullname):
        return load_by(spec_from_loader(fullname, self), sys.modules)


class SourceLoader(_LoaderBasics):
    """Makes code of the text that get_data() gives."""

    def get_source(self, fullname):
        return decode_source(self.get_data(self.get_filename(fullname)))

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True,
                       optimize=_optimize)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class FileLoader:
    """Gives what a file that came with the program holds."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return (self.__class__ == other.__class__
                and self.__dict__ == other.__dict__)

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, name=None):
        return self.path

    def get_data(self, path):
        return read_file(path)


class SourceFileLoader(FileLoader, SourceLoader):
    """Loads a module from a source file that came with the program."""


def _find_module_shim(self, fullname):
    loader, _ = self.find_loader(fullname)
    return loader


class WindowsRegistryFinder(_NoLoader):
    pass


class PathFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None

    @classmethod
    def invalidate_caches(cls):
        pass


class FileFinder(_NoLoader):
    pass


class SourcelessFileLoader(_NoLoader):
    pass


class ExtensionFileLoader(_NoLoader):
    pass


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=False):
    if location is not None:
        location = str(location)
    if loader is None:
        if location is None or not location.endswith(".py"):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = location is not None
    if submodule_search_locations is False:
        if hasattr(loader, "is_package") and loader.is_package(name):
            spec.submodule_search_locations = [location.rpartition("/")[0]]
    else:
        spec.submodule_search_locations = submodule_search_locations
    return spec


def decode_source(source_bytes):
    return source_bytes.decode("utf-8")
