# Module _socket, under the library's socket: an agent has no network, but the
# two ends of a socketpair() are its own, and select.select() waits for them.

import sys as _sys
import threading as _threading
from errno import (EACCES as _EACCES, EAGAIN as _EAGAIN, EBADF as _EBADF,
                   ENOTCONN as _ENOTCONN, EOPNOTSUPP as _EOPNOTSUPP,
                   EPIPE as _EPIPE)

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3
SOCK_NONBLOCK, SOCK_CLOEXEC = 0o4000, 0o2000000
SOL_SOCKET, SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_BROADCAST = 1, 2, 3, 4, 6
SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_LINGER, SO_REUSEPORT = 7, 8, 9, 13, 15
IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = \
    0, 1, 6, 17, 41
IPV6_V6ONLY, TCP_NODELAY = 26, 1
MSG_OOB, MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL = \
    1, 2, 64, 256, 16384
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
INADDR_ANY, INADDR_BROADCAST, INADDR_LOOPBACK = 0, 0xFFFFFFFF, 0x7F000001
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_ADDRCONFIG = 1, 2, 4, 32
AI_NUMERICSERV = 1024
NI_NUMERICHOST, NI_NUMERICSERV, NI_NAMEREQD = 1, 2, 8
EAI_AGAIN, EAI_FAIL, EAI_FAMILY, EAI_NONAME = -3, -4, -6, -2
has_ipv6 = True
CAPI = None
error = OSError
timeout = TimeoutError
_BUFFER_MAX = 64 << 10


class herror(OSError):
    __module__ = "socket"


class gaierror(OSError):
    __module__ = "socket"


class _End:
    """One end of a pair: what has come to it and was not read yet."""

    def __init__(self):
        self.buffer = bytearray()
        self.peer = None  # once either end is closed
        self.sends = True  # until shutdown()

    def may_read(self):
        return self.buffer or self.peer is None or not self.peer.sends

    def may_write(self):
        return self.peer is None or len(self.peer.buffer) < _BUFFER_MAX


# All waiting is for this: something was sent, read or closed.
_changed = _threading.Condition()
_ends = {}  # by file number
_default_timeout = None


def _end(number):
    end = _ends.get(number)
    if end is None:
        raise OSError(_EBADF, "Bad file descriptor")
    return end


def _new_number(end):
    number = 3
    while number in _ends:
        number += 1
    _ends[number] = end
    return number


def _refused(what):
    def refuse(*args, **kwargs):
        raise PermissionError(_EACCES, f"An agent has no network: {what}()")
    refuse.__name__ = refuse.__qualname__ = what
    return refuse


class socket:
    """An end of a socketpair(), or what refuses to be more."""

    __slots__ = ("_family", "_type", "_proto", "_number", "_timeout")
    __stays__ = "a socket: its other end is in its agent"

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            raise PermissionError(_EACCES, "An agent has no network: socket()")
        if isinstance(fileno, float):
            raise TypeError("integer argument expected, got float")
        _end(fileno)
        self._family = AF_UNIX if family == -1 else family
        self._type = SOCK_STREAM if type == -1 else type
        self._proto = 0 if proto == -1 else proto
        self._number = fileno
        self._timeout = _default_timeout

    family = property(lambda self: self._family)
    type = property(lambda self: self._type)
    proto = property(lambda self: self._proto)
    timeout = property(lambda self: self._timeout)

    def fileno(self):
        return self._number

    def detach(self):
        number, self._number = self._number, -1
        return number

    def close(self):
        number = self.detach()
        with _changed:
            end = _ends.pop(number, None)
            if end is not None and end.peer is not None:
                end.peer.peer = end.peer = None
            _changed.notify_all()

    def shutdown(self, how, /):
        with _changed:
            end = _end(self._number)
            if how != SHUT_RD:
                end.sends = False
            _changed.notify_all()

    def settimeout(self, timeout, /):
        if timeout is not None and timeout < 0:
            raise ValueError("Timeout value out of range")
        self._timeout = timeout

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def _wait(self, is_ready):
        if self._timeout == 0.0:
            if not is_ready():
                raise BlockingIOError(_EAGAIN,
                                      "Resource temporarily unavailable")
        elif not _changed.wait_for(is_ready, self._timeout):
            raise TimeoutError("timed out")

    def recv(self, bufsize, flags=0, /):
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        with _changed:
            end = _end(self._number)
            self._wait(end.may_read)
            data = bytes(end.buffer[:bufsize])
            if not flags & MSG_PEEK:
                del end.buffer[:bufsize]
                _changed.notify_all()
            return data

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast("B")
        data = self.recv(nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data)

    def send(self, data, flags=0, /):
        data = bytes(data)
        with _changed:
            end = _end(self._number)
            self._wait(end.may_write)
            if end.peer is None or not end.sends:
                raise BrokenPipeError(_EPIPE, "Broken pipe")
            room = _BUFFER_MAX - len(end.peer.buffer)
            end.peer.buffer += data[:room]
            _changed.notify_all()
            return min(room, len(data))

    def sendall(self, data, flags=0, /):
        data = bytes(data)
        while data:
            data = data[self.send(data, flags):]

    def getsockname(self):
        _end(self._number)
        return ""

    def getpeername(self):
        if _end(self._number).peer is None:
            raise OSError(_ENOTCONN, "Transport endpoint is not connected")
        return ""

    def setsockopt(self, *args):
        _end(self._number)

    def getsockopt(self, level, optname, buflen=0, /):
        _end(self._number)
        return b"" if buflen else 0

    accept = _accept = _refused("accept")
    bind = _refused("bind")
    connect = connect_ex = _refused("connect")
    listen = _refused("listen")
    recvfrom = recvfrom_into = _refused("recvfrom")
    sendto = _refused("sendto")


SocketType = socket


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    if family != AF_UNIX or type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC) \
            != SOCK_STREAM:
        raise OSError(_EOPNOTSUPP, "Operation not supported")
    one, other = _End(), _End()
    one.peer, other.peer = other, one
    return tuple([socket(family, type, proto, _new_number(end))
                  for end in (one, other)])


def close(fd, /):
    socket(fileno=fd).close()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = timeout


def htons(x, /):
    return x >> 8 & 0xFF | (x & 0xFF) << 8


def htonl(x, /):
    return int.from_bytes(x.to_bytes(4, "little"), "big")


ntohs, ntohl = htons, htonl


def inet_aton(ip_addr, /):
    parts = ip_addr.split(".")
    try:
        packed = bytes(map(int, parts))
    except ValueError:
        packed = b""
    if len(packed) != 4:
        raise OSError("illegal IP address string passed to inet_aton")
    return packed


def inet_ntoa(packed_ip, /):
    if len(packed_ip) != 4:
        raise OSError("packed IP wrong length")
    return ".".join(map(str, packed_ip))


def gethostname():
    return "localhost"


for _name in ("dup", "getaddrinfo", "gethostbyaddr", "gethostbyname",
              "gethostbyname_ex", "getnameinfo", "getprotobyname",
              "getservbyname", "getservbyport", "if_indextoname",
              "if_nameindex", "if_nametoindex", "inet_ntop", "inet_pton",
              "sethostname"):
    _sys.modules[__name__].__dict__[_name] = _refused(_name)
