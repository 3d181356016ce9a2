# What CPython has frozen under the package importlib: modules are found by the
# VM itself, in the program, in its own library and in Python's.

import sys

from _prelude import (BuiltinImporter, ModuleSpec, find_spec, import_module,
                      load_by, module_from_spec)


class FrozenImporter:
    """There are no frozen modules."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


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
    return import_module(name)


_find_spec = find_spec


def _load_module_shim(self, fullname):
    return load_by(spec_from_loader(fullname, self), sys.modules)


def _exec(spec, module):
    spec.loader.exec_module(module)
    return sys.modules[spec.name]


__import__ = __import__


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    if is_package is None and hasattr(loader, "is_package"):
        try:
            is_package = loader.is_package(name)
        except (ImportError, KeyError):
            is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))
