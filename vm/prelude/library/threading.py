# Module threading, in microthreads: a program written for threads runs as it
# is, by the hundred thousand.
#
# Everything stands on one native pair, local_acquire and local_release, which
# no other thread of the agent can come between.

from _prelude import (active_threads as _active_threads,
                      keep_unbound as _keep_unbound,
                      current_thread as _current_microthread,
                      format_exception as _format_exception,
                      keep_opaque as _opaque,
                      local_acquire as _local_acquire,
                      local_release as _local_release,
                      lock_acquire as _lock_acquire,
                      lock_exit as _lock_exit,
                      lock_release as _lock_release,
                      semaphore_acquire as _semaphore_acquire,
                      semaphore_exit as _semaphore_exit,
                      semaphore_release as _semaphore_release,
                      start_thread as _start_thread,
                      thread_locals as _thread_locals,
                      thread_serial as _thread_serial)
import sys as _sys
from time import monotonic as _monotonic

__all__ = ["get_ident", "active_count", "Condition", "current_thread",
           "enumerate", "main_thread", "TIMEOUT_MAX", "Event", "Lock", "RLock",
           "Semaphore", "BoundedSemaphore", "Thread", "Barrier",
           "BrokenBarrierError", "Timer", "ThreadError", "setprofile",
           "settrace", "local", "stack_size", "excepthook", "ExceptHookArgs",
           "getprofile", "gettrace", "get_native_id"]

TIMEOUT_MAX = 9223372036.0
_STACK_SIZE_MIN = 32768
ThreadError = RuntimeError


def _deprecated(old, new):
    from warnings import warn
    # Frames of this file do not count: it is the caller's line.
    warn(f"{old}() is deprecated, {new} instead", DeprecationWarning,
         stacklevel=1)


def _shown(self, state):
    cls = type(self)
    return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {state}>"


class _Waitable:
    # What local_acquire and local_release work on.

    __stays__ = "a lock, or what holds one: it is for the threads of its agent"

    def __init__(self, value):
        self._value = value
        self._first = None
        self._last = None


_opaque(_Waitable, "_thread.lock")


def _wait_time(blocking, timeout):
    # As Lock.acquire() reads its arguments: None is for ever.
    if not blocking:
        if timeout != -1 and timeout is not None:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout is None or timeout == -1:
        return None
    if timeout < 0:
        raise ValueError("timeout value must be positive")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timestamp too large to convert to C _PyTime_t")
    return timeout


class Lock(_Waitable):
    """A lock that one thread holds, and any may release."""

    def __init__(self):
        super().__init__(1)

    acquire = acquire_lock = __enter__ = _lock_acquire
    release = release_lock = _lock_release
    __exit__ = _lock_exit

    # What the native acquire() calls when it may not wait for ever.
    def _acquire_within(self, blocking, timeout):
        return _local_acquire(self, _wait_time(blocking, timeout))

    def locked(self):
        return self._value == 0

    locked_lock = locked

    def __repr__(self):
        state = "locked" if self.locked() else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


Lock.__module__ = "_thread"
Lock.__name__ = Lock.__qualname__ = "lock"


@_opaque
class RLock:
    """A lock that its owner may acquire more than once."""

    __module__ = "_thread"

    def __init__(self):
        self._permit = _Waitable(1)
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = _current_microthread()
        if self._owner is me:
            self._count += 1
            return True
        got = _local_acquire(self._permit, _wait_time(blocking, timeout))
        if got:
            self._owner = me
            self._count = 1
        return got

    def release(self):
        if self._owner is not _current_microthread():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._owner = None
            _local_release(self._permit, 1)

    def _is_owned(self):
        return self._owner is _current_microthread()

    def _release_save(self):
        if self._count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        count = self._count
        self._count = 0
        self._owner = None
        _local_release(self._permit, 1)
        return count

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        owner = 0 if self._owner is None else _thread_serial(self._owner)
        return (f"<{state} _thread.RLock object owner={owner} "
                f"count={self._count} at {id(self):#x}>")

    def _acquire_restore(self, count):
        _local_acquire(self._permit, None)
        self._owner = _current_microthread()
        self._count = count

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, value, traceback):
        self.release()


class Semaphore(_Waitable):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        super().__init__(value)

    acquire = __enter__ = _semaphore_acquire
    release = _semaphore_release
    __exit__ = _semaphore_exit

    # What the native acquire() calls when it may not wait for ever.
    def _acquire_within(self, blocking, timeout):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if blocking and timeout is not None:
            timeout = max(timeout, 0)
        return _local_acquire(self, timeout if blocking else 0)

    def __repr__(self):
        return _shown(self, f"value={self._value}")


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._value + n > self._bound:
            raise ValueError("Semaphore released too many times")
        _local_release(self, n)

    @property
    def _initial_value(self):
        return self._bound

    def __repr__(self):
        return _shown(self, f"value={self._value}/{self._bound}")


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self._waiters = []
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, kind, value, traceback):
        return self._lock.__exit__(kind, value, traceback)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        if hasattr(self._lock, "_is_owned"):
            return self._lock._is_owned()
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _Waitable(0)
        self._waiters.append(waiter)
        recursive = hasattr(self._lock, "_release_save")
        if recursive:
            saved = self._lock._release_save()
        else:
            self._lock.release()
        got = False
        try:
            if timeout is not None and timeout < 0:
                timeout = 0
            got = _local_acquire(waiter, timeout)
            return got
        finally:
            if recursive:
                self._lock._acquire_restore(saved)
            else:
                self._lock.acquire()
            if not got and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        end = None
        result = predicate()
        while not result:
            wait_time = None
            if timeout is not None:
                if end is None:
                    end = _monotonic() + timeout
                wait_time = end - _monotonic()
                if wait_time <= 0:
                    break
            self.wait(wait_time)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while n > 0 and self._waiters:
            _local_release(self._waiters.pop(0), 1)
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll", "use notify_all()")
        self.notify_all()


class Event:
    def __init__(self):
        self._condition = Condition(Lock())
        self._flag = False

    def __repr__(self):
        return _shown(self, "set" if self._flag else "unset")

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated("isSet", "use is_set()")
        return self._flag

    def set(self):
        with self._condition:
            self._flag = True
            self._condition.notify_all()

    def clear(self):
        with self._condition:
            self._flag = False

    def wait(self, timeout=None):
        with self._condition:
            signaled = self._flag
            if not signaled:
                signaled = self._condition.wait(timeout)
            return signaled


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    # Threads come in until all are there (state 0), then go out (1); while the
    # last go out, those of the next round wait. reset() lets out those inside
    # with an error (-1), and a broken one (-2) lets nobody in.

    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = 0
        self._count = 0

    def __repr__(self):
        return _shown(self, "broken" if self.broken else
                      f"waiters={self.n_waiting}/{self.parties}")

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in (-1, 1):
                self._cond.wait()
            if self._state < 0:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._let_go()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in (-1, 1):
                    self._state = 0
                    self._cond.notify_all()

    def _let_go(self):
        try:
            if self._action is not None:
                self._action()
            self._state = 1
            self._cond.notify_all()
        except BaseException:
            self._break()
            raise

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != 0, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state < 0:
            raise BrokenBarrierError

    def _break(self):
        self._state = -2
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                # A broken one is let out of its own, in its time.
                if self._state in (0, -2):
                    self._state = -1
            else:
                self._state = 0
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 0 else 0

    @property
    def broken(self):
        return self._state == -2


@_opaque
class _local:
    """Attributes that each thread has its own values of."""

    __module__ = "_thread"

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "__start", (args, kwargs))
        # __init__ runs now for the thread that makes it.
        _thread_locals()[id(self)] = {}
        return self

    def __getattribute__(self, name):
        if name == "__dict__":
            return _values_of(self)
        if not name.startswith("__"):
            values = _values_of(self)
            if name in values:
                return values[name]
            if not hasattr(type(self), name):
                _refuse_name(self, name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"'{type(self).__name__}' object attribute "
                                 "'__dict__' is read-only")
        _values_of(self)[name] = value

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(f"'{type(self).__name__}' object attribute "
                                 "'__dict__' is read-only")
        values = _values_of(self)
        if name not in values:
            _refuse_name(self, name)
        del values[name]


local = _local


def _refuse_name(self, name):
    kind = "_thread._local" if type(self) is local else type(self).__name__
    raise AttributeError(f"'{kind}' object has no attribute '{name}'")


def _values_of(self):
    values = _thread_locals().get(id(self))
    if values is None:
        values = _thread_locals()[id(self)] = {}
        args, kwargs = object.__getattribute__(self, "__start")
        type(self).__init__(self, *args, **kwargs)
    return values


class ExceptHookArgs(tuple):
    """What excepthook() is told: (exc_type, exc_value, exc_traceback, thread)"""

    __module__ = "_thread"
    __slots__ = ()
    n_fields = n_sequence_fields = 4
    n_unnamed_fields = 0
    __match_args__ = ("exc_type", "exc_value", "exc_traceback", "thread")

    def __new__(cls, sequence, dict=None, /):
        items = tuple(sequence)
        if len(items) != 4:
            raise TypeError("_thread._ExceptHookArgs() takes a 4-sequence "
                            f"({len(items)}-sequence given)")
        return tuple.__new__(cls, items)

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        items = [f"{name}={value!r}"
                 for name, value in zip(self.__match_args__, self)]
        return f"_thread._ExceptHookArgs({', '.join(items)})"


ExceptHookArgs.__name__ = ExceptHookArgs.__qualname__ = "_ExceptHookArgs"


def excepthook(args, /):
    """Writes to sys.stderr what ended a thread."""
    if not isinstance(args, ExceptHookArgs):
        raise TypeError("_thread.excepthook argument type must be "
                        "ExceptHookArgs")
    if args.exc_type is SystemExit or _sys.stderr is None:
        return
    name = get_ident() if args.thread is None else args.thread.name
    _sys.stderr.write(f"Exception in thread {name}:\n"
                      + _format_exception(args.exc_value))


__excepthook__ = excepthook
_counter = 0
_active = {}


class Thread:
    """A microthread, by the interface of threads."""

    _daemonic = False
    _microthread = None
    _initialized = False
    _has_ended = False

    def __init__(self, group=None, target=None, name=None, args=(),
                 kwargs=None, *, daemon=None):
        global _counter
        assert group is None, "group argument must be None for now"
        if name:
            name = str(name)
        else:
            _counter += 1
            name = f"Thread-{_counter}"
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._name = name
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        if daemon is None:
            daemon = current_thread()._daemonic
        if daemon:
            self._daemonic = True
        self._initialized = True

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._microthread is not None:
            raise RuntimeError("threads can only be started once")
        self._microthread = _start_thread(self._bootstrap, (), {},
                                          self._daemonic)
        serial = _thread_serial(self._microthread)
        _active[serial] = self
        if self._has_ended:
            # It had its turns already, before it was noted down here.
            _active.pop(serial, None)

    def _bootstrap(self):
        _thread_locals()["thread"] = self
        _active[get_ident()] = self
        try:
            self.run()
        except BaseException as error:
            self._tell(error)
        finally:
            self._has_ended = True
            _active.pop(get_ident(), None)

    def _tell(self, error):
        args = ExceptHookArgs((type(error), error, error.__traceback__, self))
        try:
            excepthook(args)
        except SystemExit:
            pass
        except BaseException as second:
            second.__suppress_context__ = True
            if _sys.stderr is not None:
                _sys.stderr.write("Exception in threading.excepthook:\n")
            _sys.excepthook(type(second), second, second.__traceback__)

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._microthread is None:
            raise RuntimeError("cannot join thread before it is started")
        if self._microthread is _current_microthread():
            raise RuntimeError("cannot join current thread")
        try:
            self._microthread.join(
                None if timeout is None else max(timeout, 0))
        except TimeoutError:
            pass

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._microthread is not None and self._microthread.alive

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        if self._microthread is None:
            return None
        return _thread_serial(self._microthread)

    native_id = ident

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._microthread is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def getName(self):
        _deprecated("getName", "get the name attribute")
        return self.name

    def setName(self, name):
        _deprecated("setName", "set the name attribute")
        self.name = name

    def isDaemon(self):
        _deprecated("isDaemon", "get the daemon attribute")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon", "set the daemon attribute")
        self.daemon = daemonic

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        if self.ident is None:
            state = "initial"
        else:
            state = "started" if self.is_alive() else "stopped"
        if self._daemonic:
            state += " daemon"
        if self.ident is not None:
            state += f" {self.ident}"
        return f"<{type(self).__name__}({self._name}, {state})>"


class Timer(Thread):
    """Calls a function when a time has passed, if not cancelled."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    # The thread that an agent begins with. `_microthread` is None until it asks
    # for itself.

    def __init__(self):
        self._name = "MainThread"
        self._initialized = True

    ident = native_id = property(lambda self: _MAIN_IDENT)

    def is_alive(self):
        return self._microthread is None or self._microthread.alive


class _DummyThread(Thread):
    # A thread that this module did not start: midge.thread()'s.

    _daemonic = True

    def __init__(self, microthread):
        self._name = f"Dummy-{_thread_serial(microthread)}"
        self._initialized = True
        self._microthread = microthread


_MAIN_IDENT = 1


def current_thread():
    values = _thread_locals()
    if "thread" not in values:
        microthread = _current_microthread()
        if _thread_serial(microthread) == _MAIN_IDENT:
            thread = main_thread()
            thread._microthread = microthread
        else:
            thread = _DummyThread(microthread)
        values["thread"] = thread
    return values["thread"]


def currentThread():
    _deprecated("currentThread", "use current_thread()")
    return current_thread()


def main_thread():
    thread = _active.get(_MAIN_IDENT)
    if thread is None:
        thread = _active[_MAIN_IDENT] = _MainThread()
    return thread


def enumerate():
    current_thread()
    main_thread()
    return [thread for thread in list(_active.values()) if thread.is_alive()]


def get_ident():
    return _thread_serial(_current_microthread())


_keep_unbound(get_ident)
get_native_id = get_ident


def active_count():
    return _active_threads()


def activeCount():
    _deprecated("activeCount", "use active_count()")
    return active_count()


_stack_size = 0


def stack_size(size=0, /):
    """Remembered; microthreads grow their stacks as they need."""
    global _stack_size
    if not isinstance(size, int):
        raise TypeError(f"'{type(size).__name__}' object cannot be "
                        "interpreted as an integer")
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if 0 < size < _STACK_SIZE_MIN:
        raise ValueError(f"size not valid: {size} bytes")
    old, _stack_size = _stack_size, size
    return old


def settrace(func):
    _sys.settrace(func)


def setprofile(func):
    _sys.setprofile(func)


def gettrace():
    return None


getprofile = gettrace


# What is called when the main thread has ended, before the others are waited
# for: concurrent.futures tells its threads so that they may end.
_threading_atexits = []
_shutting_down = False


def _register_atexit(func, *arg, **kwargs):
    if _shutting_down:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append((func, arg, kwargs))


def _run_atexits():
    global _shutting_down
    _shutting_down = True
    for func, args, kwargs in reversed(_threading_atexits):
        func(*args, **kwargs)
