# Module select, for all an agent can wait for: the ends of its socketpair()s.

import _socket

error = OSError
PIPE_BUF = 4096


def _number(file):
    if isinstance(file, int):
        return file
    method = getattr(file, "fileno", None)
    if method is None:
        raise TypeError("argument must be an int, or have a fileno() method.")
    number = method()
    if not isinstance(number, int):
        raise TypeError("fileno() returned a non-integer")
    if number < 0:
        raise ValueError("file descriptor cannot be a negative integer "
                         f"({number})")
    return number


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    readers = [(file, _socket._end(_number(file))) for file in rlist]
    writers = [(file, _socket._end(_number(file))) for file in wlist]
    found = [], [], []

    def look():
        found[0][:] = [file for file, end in readers if end.may_read()]
        found[1][:] = [file for file, end in writers if end.may_write()]
        return found[0] or found[1]

    with _socket._changed:
        if not look() and timeout != 0:
            _socket._changed.wait_for(look, timeout)
    return found
