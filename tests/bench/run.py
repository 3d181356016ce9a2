#!/usr/bin/env python3
"""Measures Midge beside Go, Erlang and CPython: the same work, the same run.

    run.py [NAME…] [--workers N] [--rounds N] [--json FILE]
    run.py crowd               what it costs among 1000 to a million agents
    run.py python [NAME…]      the interpreter alone; see python_set.py

Each case runs once per round on every system in turn, so that a slow spell of
the machine falls on all alike; the best round counts. A run whose result is
not the one that the work must give is an error, not a figure.
"""

import argparse
import contextlib
import dataclasses
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

import python_set

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cluster"))
import processes  # noqa: E402

BIN = processes.BIN
PEERS = processes.TOP / "build" / "bench"
RUN_SECONDS_MAX = 120


@dataclasses.dataclass
class Case:
    """One piece of work. `figure` makes of (seconds or bytes) the number that
    is shown; `result` is what a right run says."""
    title: str
    unit: str
    program: str
    arguments: list
    result: int | None
    figure: object
    more_is_better: bool = False
    remote: bool = False
    alone: bool = False  # The peers have no program for it.


def sum_to(count):
    return count * (count - 1) // 2


CROWDS = (1_000, 10_000, 100_000, 1_000_000)


def crowds(scale):
    """The same work among more and more agents, which should cost the same."""
    found = {}
    for agents in CROWDS:
        count = agents // scale
        chats = 100_000 // scale
        title = f"among {agents:,}"
        found[f"memory-{agents}"] = Case(
            f"memory, {title}", "bytes", "memory", [count], None,
            lambda grown, n=count: grown / n, alone=True)
        for verb, title_of_verb, n in (("spawn", "spawn", count),
                                       ("wake", "wake", count),
                                       ("chat", "message", 2 * chats)):
            found[f"{verb}-{agents}"] = Case(
                f"{title_of_verb}, {title}", "ns", "crowd",
                [verb, count, chats], count,
                lambda seconds, n=n: seconds / n * 1e9, alone=True)
    return found


def cases(scale):
    """Name -> Case, with counts divided by `scale`."""
    agents = 100_000 // scale
    trips = 200_000 // scale
    hops = 500_000 // scale
    messages = 500_000 // scale
    meetings = 100_000 // scale
    asks = 2_000 // scale
    handoffs = 200_000 // scale
    remote_trips = 5_000 // scale
    remote_messages = 100_000 // scale
    return {
        "memory": Case(
            "memory per parked agent", "bytes", "memory", [agents], None,
            lambda grown: grown / agents),
        "spawn": Case(
            "spawn and end", "agents/s", "spawn", [agents], agents,
            lambda seconds: agents / seconds, more_is_better=True),
        "pingpong": Case(
            "ping-pong, one way", "ns", "pingpong", [trips],
            sum_to(trips) + trips, lambda seconds: seconds / trips / 2 * 1e9),
        "ring": Case(
            "ring of 1000, a hop", "ns", "ring", [1000, hops], hops,
            lambda seconds: seconds / hops * 1e9),
        "counting": Case(
            "counting, a message", "ns", "counting", [messages],
            sum_to(messages), lambda seconds: seconds / messages * 1e9),
        "forkjoin": Case(
            "fork-join", "agents/s", "forkjoin", [agents], agents,
            lambda seconds: agents / seconds, more_is_better=True),
        "chameneos": Case(
            "chameneos, 100", "meetings/s", "chameneos", [100, meetings],
            2 * meetings, lambda seconds: meetings / seconds,
            more_is_better=True),
        "big": Case(
            "big, 120 that ask", "answers/s", "big", [120, asks], 120 * asks,
            lambda seconds: 120 * asks / seconds, more_is_better=True),
        "handoff": Case(
            "semaphore, a switch", "ns", "handoff", [handoffs], handoffs,
            lambda seconds: seconds / handoffs / 2 * 1e9),
        **crowds(scale),
        "trip": Case(
            "two nodes, round trip", "us", "remote", ["trip", remote_trips],
            sum_to(remote_trips) + remote_trips,
            lambda seconds: seconds / remote_trips * 1e6, remote=True),
        "flood": Case(
            "two nodes, one way", "messages/s", "remote",
            ["flood", remote_messages], sum_to(remote_messages),
            lambda seconds: remote_messages / seconds,
            more_is_better=True, remote=True),
    }


class Failed(Exception):
    """A run without a figure; the message says why."""


class Absent(Exception):
    """The system has nothing to do this work with."""


def resident_bytes(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    for line in status.split("\n"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise Failed("has no resident memory")


@contextlib.contextmanager
def started(command, **kwargs):
    """A process in a group of its own that is gone at the end."""
    process = subprocess.Popen(command, start_new_session=True, text=True,
                               stdout=subprocess.PIPE, **kwargs)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def weigh(command):
    """How much the process grew between its lines `before` and `parked`."""
    with started(command) as process:
        watchdog = time.monotonic() + RUN_SECONDS_MAX
        before = None
        for line in process.stdout:
            if time.monotonic() > watchdog:
                break
            if line.strip() == "before":
                time.sleep(0.5)
                before = resident_bytes(process.pid)
            elif line.strip() == "parked" and before is not None:
                return resident_bytes(process.pid) - before
    raise Failed("never said that all are parked")


def measure(command, result):
    """The seconds a run reports, if its result is the right one."""
    done = subprocess.run(command, capture_output=True, text=True,
                          timeout=RUN_SECONDS_MAX)
    said = dict(line.split(": ", 1) for line in done.stdout.split("\n")
                if ": " in line)
    if done.returncode != 0 or "seconds" not in said:
        raise Failed((done.stderr.strip() or "no figure").split("\n")[-1])
    if int(said["result"]) != result:
        raise Failed(f"result {said['result']}, not {result}")
    return float(said["seconds"])


class Midge:
    name = "midge"

    def __init__(self, workers):
        self.options = ["--workers", str(workers)] if workers else []

    @contextlib.contextmanager
    def command(self, case):
        script = str(HERE / f"{case.program}.py")
        words = [str(word) for word in case.arguments]
        if not case.remote:
            yield [str(BIN / "midge"), "run", *self.options, script, "--",
                   *words]
            return
        with (tempfile.TemporaryDirectory() as folder,
              processes.Cluster(folder, nodes=2) as cluster):
            yield [str(BIN / "midge"), "--coordinator", cluster.address,
                   "launch", script, "--follow", "--", *words]


class Go:
    name = "go"

    def __init__(self, workers):
        self.prefix = ["env", f"GOMAXPROCS={workers}"] if workers else []

    @contextlib.contextmanager
    def command(self, case):
        yield [*self.prefix, str(PEERS / "bench"), case.program,
               *map(str, case.arguments)]


class Erlang:
    name = "erlang"

    def __init__(self, workers):
        self.options = ["+S", f"{workers}:{workers}"] if workers else []

    @contextlib.contextmanager
    def command(self, case):
        words = [case.program, *map(str, case.arguments)]
        base = ["erl", *self.options, "+P", "4000000", "-noinput",
                "-pa", str(PEERS)]
        if not case.remote:
            yield [*base, "-run", "bench", "main", *words]
            return
        # No epmd: the second node's port is known beforehand.
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        base += ["-setcookie", "bench", "-start_epmd", "false",
                 "-erl_epmd_port", port, "-kernel",
                 "inet_dist_use_interface", "{127,0,0,1}"]
        server = [*base, "-name", "two@127.0.0.1", "-run", "bench", "main",
                  "serve"]
        with started(server):
            yield [*base, "-name", "one@127.0.0.1", "-dist_listen", "false",
                   "-run", "bench", "main", *words, "two@127.0.0.1"]


class CPython:
    name = "cpython"

    @contextlib.contextmanager
    def command(self, case):
        yield ["/usr/bin/python3.11", str(HERE / "peers" / "bench.py"),
               case.program, *map(str, case.arguments)]


class GrpcStream:
    """The floor of what goes between two nodes: their library alone."""
    name = "bare grpc"
    program = str(BIN / "midge-bench-stream")

    @contextlib.contextmanager
    def command(self, case):
        if not case.remote:
            raise Absent
        with started([self.program, "serve"],
                     stdin=subprocess.PIPE) as server:
            port = server.stdout.readline().strip()
            yield [self.program, *map(str, case.arguments), port]


def build_peers():
    PEERS.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "GO111MODULE": "off",
           "GOCACHE": str(PEERS / "go-cache")}
    subprocess.run(["go", "build", "-o", PEERS / "bench",
                    HERE / "peers" / "bench.go"], env=env, check=True)
    subprocess.run(["erlc", "-o", PEERS, HERE / "peers" / "bench.erl"],
                   check=True)


def run_once(system, case):
    with system.command(case) as command:
        if case.result is None:
            return weigh(command)
        return measure(command, case.result)


def best_of(rounds, case, systems):
    """System name -> its best figure, or the reason why it has none."""
    figures = {}
    for _ in range(rounds):
        for system in systems:
            if case.alone and system is not systems[0]:
                continue
            try:
                figure = case.figure(run_once(system, case))
            except Absent:
                continue
            except (Failed, OSError, RuntimeError,
                    subprocess.SubprocessError) as problem:
                figures.setdefault(system.name, str(problem))
                continue
            best = figures.get(system.name)
            if isinstance(best, float):
                better = max if case.more_is_better else min
                figure = better(best, figure)
            figures[system.name] = figure
    return figures


def shown(figure):
    if figure is None:
        return "-"
    return f"{figure:,.0f}" if isinstance(figure, float) else "failed"


def ratio(figures, peer, more_is_better):
    """How many times as good Midge is as `peer`."""
    mine, theirs = figures["midge"], figures.get(peer)
    if not (isinstance(mine, float) and isinstance(theirs, float)):
        return ""
    times = mine / theirs if more_is_better else theirs / mine
    return f" ({times:.2f}x)"


def parse_options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    names = list(cases(1))
    usual = [name for name in names if name not in crowds(1)]
    parser.add_argument("names", nargs="*", metavar="NAME", default=usual,
                        help=f"which of: {' '.join(usual)};\n"
                        "crowd: what all costs among 1000 to 1 M agents")
    parser.add_argument("--workers", type=int, default=0,
                        help="worker threads of Midge, Go and Erlang")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--smoke", action="store_true",
                        help="a hundredth of the work, Midge alone")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    if "crowd" in options.names:
        options.names.remove("crowd")
        options.names += crowds(1)
    unknown = [name for name in options.names if name not in names]
    if unknown:
        parser.error(f"no such bench: {' '.join(unknown)}")
    return options


def main():
    if sys.argv[1:2] == ["python"]:
        return python_set.main(sys.argv[2:])
    options = parse_options()
    systems = [Midge(options.workers)]
    if not options.smoke:
        build_peers()
        systems += [Go(options.workers), Erlang(options.workers), CPython(),
                    GrpcStream()]
    print(f"{os.cpu_count()} cores; the best of {options.rounds}; in brackets, "
          "how many times as good Midge is")
    print(f"{'':24} {'unit':>10} {'midge':>12} " + " ".join(
        f"{system.name:>20}" for system in systems[1:]))
    everything, failed = {}, False
    for name in options.names:
        case = cases(100 if options.smoke else 1)[name]
        figures = best_of(options.rounds, case, systems)
        everything[name] = figures
        cells = [f"{shown(figures.get(s.name))}"
                 f"{ratio(figures, s.name, case.more_is_better)}"
                 for s in systems[1:]]
        print(f"{case.title:24} {case.unit:>10} {shown(figures['midge']):>12} "
              + " ".join(f"{cell:>20}" for cell in cells), flush=True)
        for system, figure in figures.items():
            if isinstance(figure, str):
                failed = True
                print(f"  {system}: {figure}", file=sys.stderr)
    if options.json:
        options.json.write_text(json.dumps(everything, indent=2) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
