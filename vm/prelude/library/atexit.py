# Module atexit: what runs when the root agent's threads have ended.  The
# scheduler (vm/sched/turn.cc) starts a thread that calls _run_exitfuncs().

from _prelude import UnraisableHookArgs as _UnraisableHookArgs
import sys as _sys

_functions = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    _functions[:] = [entry for entry in _functions if not entry[0] == func]


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    for func, args, kwargs in reversed(_functions[:]):
        try:
            func(*args, **kwargs)
        except BaseException as error:
            report = _UnraisableHookArgs(error, func)
            report.err_msg = "Exception ignored in atexit callback"
            _sys.unraisablehook(report)
    _functions.clear()
