"""Midge's programs as processes of a test: on loopback, on free ports, and gone
at the end whatever happens."""

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import time

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = TOP / "build" / "bin"
START_SECONDS_MAX = 30


class Process:
    """One program whose stderr goes to a file, to be read while it runs."""

    def __init__(self, name, command, folder, env=None):
        self.name = name
        self.log_path = pathlib.Path(folder) / f"{name}.log"
        with self.log_path.open("wb") as log:
            self.popen = subprocess.Popen(
                [str(word) for word in command], cwd=folder, stdout=log,
                stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                env={**os.environ, **(env or {})}, start_new_session=True)

    @property
    def pid(self):
        return self.popen.pid

    def log(self):
        return self.log_path.read_text(errors="replace")

    def wait_for(self, pattern):
        """The first group of `pattern` in what the program has said."""
        deadline = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < deadline:
            found = re.search(pattern, self.log())
            if found:
                return found.group(1)
            if self.popen.poll() is not None:
                break
            time.sleep(0.02)
        raise RuntimeError(f"{self.name} never said {pattern!r}:\n"
                           f"{self.log()}")

    def kill(self):
        """kill -9, the whole group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.popen.wait()


class Cluster:
    """A coordinator and nodes; a context manager that ends them."""

    def __init__(self, folder, nodes):
        self.folder = pathlib.Path(folder)
        self.count = nodes
        self.processes = []
        self.nodes = []

    def start(self, name, command, env=None):
        process = Process(name, command, self.folder, env)
        self.processes.append(process)
        return process

    def __enter__(self):
        try:
            self.coordinator = self.start("coordinator", [
                BIN / "midge-coordinator", "--listen", "127.0.0.1:0",
                "--metrics-listen", "127.0.0.1:0", "--db",
                self.folder / "coordinator.db"])
            self.address = self.coordinator.wait_for(r"listening on (\S+)")
            for n in range(1, self.count + 1):
                self.nodes.append(self.start(f"node-{n}", [
                    BIN / "midge-node", "--coordinator", self.address,
                    "--name", f"node-{n}", "--listen", "127.0.0.1:0",
                    "--metrics-listen", "127.0.0.1:0", "--workers", "2"]))
                # One after the other, so that the first swarm's root is on
                # node-1.
                self.coordinator.wait_for(rf"(node node-{n} is member)")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc_info):
        for process in reversed(self.processes):
            process.kill()

    def metrics_address(self, process):
        return process.wait_for(r"metrics on (\S+)")

    def midge(self, *words, seconds=60):
        """Runs a verb of the CLI on this cluster to its end."""
        return subprocess.run(
            [BIN / "midge", "--coordinator", self.address, *words],
            capture_output=True, text=True, timeout=seconds)
