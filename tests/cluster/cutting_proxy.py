"""A TCP proxy on loopback that a test can tell to cut its connections."""

import contextlib
import socket
import threading


class CuttingProxy:
    """Forwards to the port set by `target`; before, it refuses."""

    def __init__(self):
        self.target = None
        self.accepted = 0
        self._lock = threading.Lock()
        self._pairs = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Every connection fails at once, whatever is on its way."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for end in (end for pair in pairs for end in pair):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def _accept(self):
        while True:
            try:
                one, _ = self._listener.accept()
            except OSError:
                return
            try:
                two = socket.create_connection(("127.0.0.1", self.target))
            except (OSError, TypeError):
                one.close()
                continue
            self.accepted += 1
            with self._lock:
                self._pairs.append((one, two))
            for ends in ((one, two), (two, one)):
                threading.Thread(target=self._carry, args=ends,
                                 daemon=True).start()

    @staticmethod
    def _carry(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        source.close()  # The sink is the other thread's to close.
