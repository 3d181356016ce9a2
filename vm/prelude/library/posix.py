# Module posix, as far as an agent has an operating system: the files that came
# with its program, an environment of little, and the way paths are.

import sys as _sys
from _prelude import file_bytes as _file_bytes
from _random import machine_bytes as urandom
from errno import (EACCES as _EACCES, ENOENT as _ENOENT,
                   ENOTTY as _ENOTTY)

_names = _sys.modules[__name__].__dict__
error = OSError
environ = {b"HOME": b"/"}
_have_functions = []

F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2
O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 64, 128, 512, 1024


def _exit(status):
    raise SystemExit(status)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError("expected str, bytes or os.PathLike object, not "
                        + type(path).__name__)
    result = method(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f"expected {type(path).__name__}.__fspath__() to return "
                    f"str or bytes, not {type(result).__name__}")


def _env_text(text):
    text = text.encode("utf-8", "surrogateescape") if isinstance(text, str) \
        else text
    if not isinstance(text, bytes):
        raise TypeError("expected str, bytes or os.PathLike object, not "
                        + type(text).__name__)
    if b"\0" in text:
        raise ValueError("embedded null byte")
    return text


# The environment is what os.environ holds, and no process inherits it: what is
# set here is only looked at.
def putenv(name, value, /):
    name = _env_text(name)
    _env_text(value)
    if b"=" in name:
        raise ValueError("illegal environment variable name")
    if not name:
        raise OSError(22, "Invalid argument")


def unsetenv(name, /):
    name = _env_text(name)
    if not name or b"=" in name:
        raise OSError(22, "Invalid argument")


def _size(path):
    path = fspath(path)
    data = _file_bytes(path if isinstance(path, str) else path.decode())
    return None if data is None else len(data)


class stat_result(tuple):
    """What stat() knows of a file that came with the program: its size."""

    __slots__ = ()

    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: self[7])
    st_mtime = property(lambda self: self[8])
    st_ctime = property(lambda self: self[9])


stat_result.__module__ = "os"


class terminal_size(tuple):
    """The columns and lines of a terminal."""

    __slots__ = ()

    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


terminal_size.__module__ = "os"


def get_terminal_size(fd=1, /):
    raise OSError(_ENOTTY, "Inappropriate ioctl for device")


def stat(path, *, dir_fd=None, follow_symlinks=True):
    size = _size(path)
    if size is None:
        raise FileNotFoundError(_ENOENT, "No such file or directory", path)
    return stat_result((0o100444, 0, 0, 1, 0, 0, size, 0, 0, 0))


lstat = stat


def access(path, mode, *, dir_fd=None, effective_ids=False,
           follow_symlinks=True):
    return mode in (F_OK, R_OK) and _size(path) is not None


# Where the files that came with the program are.
def getcwd():
    return "/"


def getcwdb():
    return b"/"


def getpid():
    # An agent has no process of its own: it is told apart by its id.
    from midge import me
    shard, serial = me().id.split(".")
    return int(serial) << 16 | int(shard)


# How much of a machine an agent can use at once.
def cpu_count():
    return 1


def listdir(path=None):
    raise PermissionError(_EACCES, "An agent cannot look into folders", path)


def _refused(what):
    def refuse(*args, **kwargs):
        raise PermissionError(_EACCES, f"An agent cannot use os.{what}()")
    refuse.__name__ = what
    return refuse


for _name in ("chdir", "chmod", "close", "execv", "fork", "get_inheritable",
              "kill", "mkdir", "open", "pipe", "posix_spawn", "read", "readlink",
              "remove", "rename", "replace", "rmdir", "scandir",
              "set_inheritable", "system", "unlink", "utime", "waitpid",
              "write"):
    _names[_name] = _refused(_name)


# What a process ended in: an agent has no processes, but may ask of a number.
WNOHANG, WUNTRACED, WCONTINUED = 1, 2, 8


def WIFEXITED(status):
    return status & 0x7F == 0


def WEXITSTATUS(status):
    return status >> 8 & 0xFF


def WIFSIGNALED(status):
    return 0 < status & 0x7F < 0x7F


def WTERMSIG(status):
    return status & 0x7F


def WIFSTOPPED(status):
    return status & 0xFF == 0x7F


WSTOPSIG = WEXITSTATUS


def waitstatus_to_exitcode(status):
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSIGNALED(status):
        return -WTERMSIG(status)
    if WIFSTOPPED(status):
        raise ValueError(f"process stopped by delivery of signal "
                         f"{WSTOPSIG(status)}")
    raise ValueError(f"invalid wait status: {status}")
