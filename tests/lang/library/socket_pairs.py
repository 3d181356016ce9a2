# The two ends of a socketpair, and waiting for them.
# gc every: 8192
import select
import socket
import threading

one, other = socket.socketpair()
print(one.family, one.type, one.gettimeout(), one.fileno() != other.fileno())
print(one.send(b"hello"), other.recv(3), other.recv(10))
other.setblocking(False)
try:
    other.recv(1)
except BlockingIOError as e:
    print(type(e), e)
other.settimeout(0.01)
try:
    other.recv(1)
except TimeoutError as e:
    print(e, e is socket.timeout)
print(select.select([one, other], [], [], 0))
print(select.select([], [one], [], 0) == ([], [one], []))
threading.Timer(0.02, one.sendall, [b"later"]).start()
ready, _, _ = select.select([other], [], [])
print(ready == [other], other.recv(10))
with one.makefile("wb") as out:
    out.write(b"a line\nand more")
one.close()
with other.makefile("rb") as lines:
    print(lines.readline(), lines.read())
print(other.recv(1), one)
try:
    other.send(b"x")
except BrokenPipeError as e:
    print(e)
other.close()
try:
    other.send(b"x")
except OSError as e:
    print(e)

# One end sends no more; the other still may.
one, other = socket.socketpair()
one.sendall(b"asked")
one.shutdown(socket.SHUT_WR)
print(other.recv(9), other.recv(9), other.send(b"answer"), one.recv(9))
try:
    one.send(b"x")
except BrokenPipeError as e:
    print(e)
other.close()
print(one.recv(9))
one.close()
