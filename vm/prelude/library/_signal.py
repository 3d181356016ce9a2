# Module _signal, under the library's signal: an agent gets no signals. Handlers
# are remembered and never called.

import sys as _sys

_names = _sys.modules[__name__].__dict__
NSIG = 65
SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
ItimerError = OSError
for _number, _name in enumerate((
        "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM "
        "TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF "
        "WINCH IO PWR SYS").split(), 1):
    _names["SIG" + _name] = _number
SIGIOT, SIGCLD, SIGPOLL, SIGRTMIN, SIGRTMAX = 6, 17, 29, 34, 64

_handlers = {}


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


def _check(signalnum):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")


def signal(signalnum, handler, /):
    _check(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, "
                        "signal.SIG_DFL, or a callable object")
    before = getsignal(signalnum)
    _handlers[int(signalnum)] = handler
    return before


def getsignal(signalnum, /):
    _check(signalnum)
    otherwise = default_int_handler if signalnum == 2 else SIG_DFL
    return _handlers.get(int(signalnum), otherwise)


def _refused(what):
    def refuse(*args):
        raise PermissionError(13, f"An agent cannot use signal.{what}()")
    refuse.__name__ = what
    return refuse


for _name in ("alarm", "pause", "raise_signal", "setitimer", "getitimer",
              "siginterrupt"):
    _names[_name] = _refused(_name)


def valid_signals():
    return set(range(1, NSIG)) - {32, 33}


_descriptions = (
    "Hangup", "Interrupt", "Quit", "Illegal instruction",
    "Trace/breakpoint trap", "Aborted", "Bus error",
    "Floating point exception", "Killed", "User defined signal 1",
    "Segmentation fault", "User defined signal 2", "Broken pipe",
    "Alarm clock", "Terminated", "Stack fault", "Child exited", "Continued",
    "Stopped (signal)", "Stopped", "Stopped (tty input)",
    "Stopped (tty output)", "Urgent I/O condition", "CPU time limit exceeded",
    "File size limit exceeded", "Virtual timer expired",
    "Profiling timer expired", "Window changed", "I/O possible",
    "Power failure", "Bad system call")


def strsignal(signalnum, /):
    _check(signalnum)
    if signalnum <= len(_descriptions):
        return _descriptions[signalnum - 1]
    if signalnum < SIGRTMIN:
        return None
    return f"Real-time signal {signalnum - SIGRTMIN}"


# As where the process has no place for signals to wake.
def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    if fd == -1:
        return -1
    raise ValueError("an agent gets no signals")
