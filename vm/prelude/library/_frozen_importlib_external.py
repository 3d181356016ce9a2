# What CPython has frozen for importing from files: an agent has none.

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


class _FileLoader:
    def __init__(self, *args, **kwargs):
        raise ImportError("an agent imports what came with its program, and "
                          "no other file")


class WindowsRegistryFinder(_FileLoader):
    pass


class PathFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None

    @classmethod
    def invalidate_caches(cls):
        pass


class FileFinder(_FileLoader):
    pass


class SourceFileLoader(_FileLoader):
    pass


class SourcelessFileLoader(_FileLoader):
    pass


class ExtensionFileLoader(_FileLoader):
    pass


class NamespaceLoader(_FileLoader):
    pass


FileLoader = SourceLoader = _LoaderBasics = _FileLoader


def spec_from_file_location(name, location=None, *, loader=None,
                            submodule_search_locations=None):
    raise ImportError("an agent imports what came with its program, and no "
                      "other file")


def decode_source(source_bytes):
    return source_bytes.decode("utf-8")
