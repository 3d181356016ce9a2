# What CPython has frozen under the package importlib: modules are found by the
# VM itself, in the program, in its own library and in Python's.

import sys

from _prelude import ModuleSpec, find_spec, run_again


class BuiltinImporter:
    """The VM's own modules need no importer."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


class FrozenImporter(BuiltinImporter):
    """There are no frozen modules."""


def _resolve_name(name, package, level):
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{bits[0]}.{name}" if name else bits[0]


def _gcd_import(name, package=None, level=0):
    if not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    if level > 0:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        if not package:
            raise ImportError("attempted relative import with no known parent "
                              "package")
        name = _resolve_name(name, package, level)
    if not name:
        raise ValueError("Empty module name")
    __import__(name)
    return sys.modules[name]


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def module_from_spec(spec):
    raise ImportError("modules are made by import alone", name=spec.name)


def _find_spec(name, path=None, target=None):
    return find_spec(name)


def _exec(spec, module):
    run_again(spec, module)
    return sys.modules[spec.name]


__import__ = __import__


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    if is_package is None and hasattr(loader, "is_package"):
        try:
            is_package = loader.is_package(name)
        except (ImportError, KeyError):
            is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))


def module_from_spec(spec):
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    if module is None:
        module = type(sys)(spec.name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
    return module
