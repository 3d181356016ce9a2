# Module threading, in microthreads: a program written for threads runs as it
# is, by the hundred thousand.
#
# Everything stands on one native pair, local_acquire and local_release, which
# no other thread of the agent can come between.

from _prelude import (active_threads as _active_threads,
                      current_thread as _current_microthread,
                      format_exception as _format_exception,
                      local_acquire as _local_acquire,
                      local_release as _local_release,
                      start_thread as _start_thread,
                      thread_locals as _thread_locals,
                      thread_serial as _thread_serial)
from _prelude import write as _write
from time import monotonic as _monotonic

TIMEOUT_MAX = 9223372036.0


class _Waitable:
    # What local_acquire and local_release work on.

    def __init__(self, value):
        self._value = value
        self._first = None
        self._last = None


def _wait_time(blocking, timeout):
    # As Lock.acquire() reads its arguments: None is for ever.
    if not blocking:
        if timeout != -1 and timeout is not None:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout is None or timeout == -1:
        return None
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    return timeout


class Lock:
    def __init__(self):
        self._permit = _Waitable(1)

    def acquire(self, blocking=True, timeout=-1):
        if blocking and timeout == -1:
            return _local_acquire(self._permit, None)
        return _local_acquire(self._permit, _wait_time(blocking, timeout))

    def release(self):
        if self._permit._value > 0:
            raise RuntimeError("release unlocked lock")
        _local_release(self._permit, 1)

    def locked(self):
        return self._permit._value == 0

    def __enter__(self):
        return _local_acquire(self._permit, None)

    def __exit__(self, kind, value, traceback):
        self.release()

    def __repr__(self):
        state = "locked" if self.locked() else "unlocked"
        return f"<{state} _thread.lock object>"


class RLock:
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
        count = self._count
        self._count = 0
        self._owner = None
        _local_release(self._permit, 1)
        return count

    def _acquire_restore(self, count):
        _local_acquire(self._permit, None)
        self._owner = _current_microthread()
        self._count = count

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, value, traceback):
        self.release()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._permits = _Waitable(value)

    def acquire(self, blocking=True, timeout=None):
        if blocking and timeout is None:
            return _local_acquire(self._permits, None)
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        return _local_acquire(self._permits, _wait_time(blocking, timeout))

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        _local_release(self._permits, n)

    def __enter__(self):
        return _local_acquire(self._permits, None)

    def __exit__(self, kind, value, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._permits._value + n > self._bound:
            raise ValueError("Semaphore released too many times")
        _local_release(self._permits, n)


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

    def _is_owned(self):
        if isinstance(self._lock, RLock):
            return self._lock._is_owned()
        return self._lock.locked()

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _Waitable(0)
        self._waiters.append(waiter)
        recursive = isinstance(self._lock, RLock)
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


class Event:
    def __init__(self):
        self._condition = Condition(Lock())
        self._flag = False

    def is_set(self):
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
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self.parties = parties
        self._action = action
        self._timeout = timeout
        self._condition = Condition(Lock())
        self._count = 0
        self._round = 0
        self.broken = False

    @property
    def n_waiting(self):
        return self._count

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._condition:
            if self.broken:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            if self._count == self.parties:
                try:
                    if self._action is not None:
                        self._action()
                except BaseException:
                    self._break()
                    raise
                self._next_round()
                return index
            this_round = self._round
            if not self._condition.wait_for(
                    lambda: self._round != this_round or self.broken, timeout):
                self._break()
                raise BrokenBarrierError
            if self.broken:
                raise BrokenBarrierError
            return index

    def _next_round(self):
        self._count = 0
        self._round += 1
        self._condition.notify_all()

    def _break(self):
        self.broken = True
        self._condition.notify_all()

    def reset(self):
        with self._condition:
            if self._count > 0:
                self._break()
            self._next_round()
            self.broken = False

    def abort(self):
        with self._condition:
            self._break()


class local:
    def __getattribute__(self, name):
        if name == "__dict__" or not name.startswith("__"):
            values = _thread_locals().setdefault(id(self), {})
            if name == "__dict__":
                return values
            if name in values:
                return values[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        _thread_locals().setdefault(id(self), {})[name] = value

    def __delattr__(self, name):
        values = _thread_locals().setdefault(id(self), {})
        if name not in values:
            raise AttributeError(name)
        del values[name]


_counter = 0


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(),
                 kwargs=None, *, daemon=None):
        global _counter
        if name is None:
            _counter += 1
            name = f"Thread-{_counter}"
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self.name = name
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._microthread = None
        if daemon is None:
            daemon = current_thread().daemon
        self.daemon = daemon

    def start(self):
        if self._microthread is not None:
            raise RuntimeError("threads can only be started once")
        self._microthread = _start_thread(self._bootstrap, (), {}, self.daemon)

    def _bootstrap(self):
        _thread_locals()["thread"] = self
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            _write(2, f"Exception in thread {self.name}:\n"
                      + _format_exception(error))

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
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
        return self._microthread is not None and self._microthread.alive

    @property
    def ident(self):
        if self._microthread is None:
            return None
        return _thread_serial(self._microthread)

    native_id = ident

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemon):
        self.daemon = daemon

    def __repr__(self):
        if self._microthread is None:
            state = "initial"
        else:
            state = "started" if self._microthread.alive else "stopped"
        if self.daemon:
            state += " daemon"
        if self.ident is not None:
            state += f" {self.ident}"
        return f"<{type(self).__name__}({self.name}, {state})>"


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
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


class _Found(Thread):
    # A thread that threading did not start: the main one, or midge.thread()'s.

    def __init__(self, microthread):
        self.name = ("MainThread" if _thread_serial(microthread) == 1
                     else f"Dummy-{_thread_serial(microthread)}")
        self.daemon = False
        self._microthread = microthread


def current_thread():
    values = _thread_locals()
    if "thread" not in values:
        values["thread"] = _Found(_current_microthread())
    return values["thread"]


def get_ident():
    return _thread_serial(_current_microthread())


get_native_id = get_ident


def active_count():
    return _active_threads()


def main_thread():
    thread = current_thread()
    if thread.ident == 1:
        return thread
    raise RuntimeError("main_thread() is known to the main thread only")
