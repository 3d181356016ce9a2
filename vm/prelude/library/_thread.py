# Module _thread, over threading: microthreads.

import threading as _threading
from threading import Lock, RLock, get_ident, get_native_id, TIMEOUT_MAX
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


def stack_size(size=0, /):
    """Microthreads grow their stacks as they need."""
    if size != 0:
        raise ValueError("size not valid: a microthread's stack grows by "
                         "itself")
    return 0


def _count():
    return _threading.active_count() - 1
