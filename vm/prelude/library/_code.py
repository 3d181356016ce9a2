# code.replace(): what may be changed of a code object, and what of it the
# instructions count on; vm/interp/code_replace.cc makes the new one.

from _prelude import remade_code

_ITERABLE_COROUTINE = 0x100
# Bits of co_flags that say how the code was compiled and change nothing now:
# nested, without free variables, and the futures.
_SAID_ONLY = 0x10 | 0x40 | 0x1FE0000

_FIRST_LINE_MAX = (1 << 30) - 1

_TYPES = {"co_flags": int, "co_firstlineno": int, "co_name": str,
          "co_qualname": str, "co_filename": str, "co_consts": tuple,
          "co_names": tuple, "co_varnames": tuple}
_KEPT = {"co_argcount": int, "co_posonlyargcount": int,
         "co_kwonlyargcount": int, "co_nlocals": int, "co_stacksize": int,
         "co_code": bytes, "co_freevars": tuple, "co_cellvars": tuple,
         "co_linetable": bytes, "co_exceptiontable": bytes}


def _refuse(name, why=""):
    raise NotImplementedError(f"code.replace() cannot change {name}{why}")


def _check(code, name, value):
    wanted = _TYPES.get(name) or _KEPT.get(name)
    if wanted is None:
        raise TypeError(f"replace() got an unexpected keyword argument "
                        f"{name!r}")
    if not isinstance(value, wanted):
        raise TypeError(f"'{type(value).__name__}' object cannot be "
                        "interpreted as an integer" if wanted is int else
                        f"replace() argument {name!r} must be "
                        f"{wanted.__name__}, not {type(value).__name__}")
    if name in _KEPT and value != getattr(code, name, None):
        _refuse(name)
    if wanted is not tuple or name in _KEPT:
        return
    if len(value) != len(getattr(code, name)):
        _refuse(name, " to another length")
    if name != "co_consts":
        for item in value:
            if not isinstance(item, str):
                raise TypeError("name tuples must contain only strings, not "
                                f"'{type(item).__name__}'")


def replace(code, changes):
    for name, value in changes.items():
        _check(code, name, value)

    def part(name):
        return changes.get(name, getattr(code, name))

    flags = part("co_flags")
    if (flags ^ code.co_flags) & ~(_ITERABLE_COROUTINE | _SAID_ONLY):
        _refuse("co_flags", f" from {code.co_flags:#x} to {flags:#x}")
    line = int(part("co_firstlineno"))
    if not 0 <= line <= _FIRST_LINE_MAX:
        raise ValueError(f"code: co_firstlineno must be between 0 and "
                         f"{_FIRST_LINE_MAX}, not {line}")
    return remade_code(
        code, part("co_name"), part("co_qualname"), part("co_filename"), line,
        flags & _ITERABLE_COROUTINE != 0, part("co_consts"), part("co_names"),
        part("co_varnames"))
