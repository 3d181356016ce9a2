# Module _thread, over threading: microthreads.

import threading as _threading
from threading import (excepthook as _excepthook, ExceptHookArgs as
                       _ExceptHookArgs, Lock, RLock, get_ident, get_native_id,
                       stack_size, TIMEOUT_MAX)
from threading import local as _local

LockType = Lock
error = RuntimeError


def allocate_lock():
    return Lock()


allocate = allocate_lock


def start_new_thread(function, args, kwargs=None, /):
    """Start a new thread and return its identifier."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    thread = _threading.Thread(target=function, args=args, kwargs=kwargs,
                               daemon=True)
    thread.start()
    return thread.ident


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
