# An OSError's class comes from its number; file names are no part of args.
import errno

for name in ("EAGAIN", "EPIPE", "ECHILD", "ECONNABORTED", "ECONNREFUSED",
             "ECONNRESET", "EEXIST", "ENOENT", "EISDIR", "ENOTDIR", "EINTR",
             "EACCES", "ESRCH", "ETIMEDOUT", "EIO"):
    e = OSError(getattr(errno, name), "text")
    print(name, type(e).__name__, [c.__name__ for c in type(e).__mro__][1:3])
for args in ((), ("m",), (2, "m"), (2, "m", "file"), (2, "m", "a", None, "b"),
             (1, 2, 3, 4, 5, 6)):
    e = OSError(*args)
    print(repr(e), str(e), e.args, e.errno, e.strerror, e.filename,
          e.filename2)


class Mine(OSError):
    pass


print(repr(Mine(2, "m", "f")), Mine(2, "m", "f"))
try:
    raise BrokenPipeError(32, "broken", "pipe")
except ConnectionError as e:
    print(e)
