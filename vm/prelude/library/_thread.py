# Module _thread, over threading: microthreads.

from _prelude import (start_thread as _start_thread,
                      thread_serial as _thread_serial,
                      UnraisableHookArgs as _UnraisableHookArgs)
import sys as _sys
import threading as _threading
from threading import (excepthook as _excepthook, ExceptHookArgs as
                       _ExceptHookArgs, Lock, RLock, get_ident, get_native_id,
                       stack_size, TIMEOUT_MAX)
from threading import local as _local

LockType = allocate_lock = allocate = Lock
error = RuntimeError


def _run(function, args, kwargs):
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as error:
        report = _UnraisableHookArgs(error, function)
        report.err_msg = "Exception ignored in thread started by"
        _sys.unraisablehook(report)


def start_new_thread(function, args, kwargs=None, /):
    """Begins a microthread, and gives its number."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if kwargs is None:
        kwargs = {}
    elif not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    return _thread_serial(_start_thread(_run, (function, args, kwargs), {},
                                        True))


start_new = start_new_thread


def exit():
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2, /):
    raise RuntimeError("an agent gets no signals")


def _count():
    return _threading.active_count() - 1


def _set_sentinel():
    raise RuntimeError("microthreads have no sentinels: use threading.Thread")
