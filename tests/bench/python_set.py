#!/usr/bin/env python3
"""Measures the interpreter alone: plain Python beside CPython 3.11.

    run.py python [NAME…] [--rounds N] [--json FILE] [--smoke]

Each program of tests/bench/python checks its own answer and says `right`; it
runs unchanged on each system. The figure is the processor time of the whole
process, start-up included, the best of the rounds; the systems take turns, so
that a slow spell of the machine falls on all alike. PyPy, and Lua without its
JIT for the programs that tests/bench/python/lua has too, show how far the
ceiling is. The last line is the geometric mean of CPython's time over ours.
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = HERE / "python"
BIN = HERE.parent.parent / "build" / "bin"


def systems():
    """Name -> the command that runs program NAME, or None if it cannot."""
    def lua(name):
        script = PROGRAMS / "lua" / f"{name}.lua"
        return ["luajit", "-joff", str(script)] if script.exists() else None

    def python(*command):
        return lambda name: [*command, str(PROGRAMS / f"{name}.py")]

    found = {
        "midge": python(str(BIN / "midge"), "run"),
        "cpython": python("/usr/bin/python3.11"),
    }
    if shutil.which("pypy3"):
        found["pypy"] = python("pypy3")
    if shutil.which("luajit"):
        found["luajit -joff"] = lua
    return found


class Failed(Exception):
    """A run without a figure; the message says why."""


def processor_seconds(command):
    with subprocess.Popen(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        said = process.stdout.read().decode(errors="replace")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or said != "right\n":
        raise Failed(f"{' '.join(command)}: {said.strip()[-500:]}")
    return used.ru_utime + used.ru_stime


def best_times(name, runners, rounds):
    """System -> its best seconds; a system without the program is left out."""
    best = {}
    for _ in range(rounds):
        for system, command_for in runners.items():
            command = command_for(name)
            if command is None:
                continue
            seconds = processor_seconds(command)
            best[system] = min(seconds, best.get(system, math.inf))
    return best


def geometric_mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def parse_options(arguments):
    names = sorted(path.stem for path in PROGRAMS.glob("*.py"))
    parser = argparse.ArgumentParser(
        prog="run.py python", description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", default=names,
                        help=f"which of: {' '.join(names)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--smoke", action="store_true",
                        help="once, on Midge alone")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in names]
    if unknown:
        parser.error(f"no such program: {' '.join(unknown)}")
    return options


def print_row(name, best, peers):
    cells = []
    for peer in peers:
        if peer in best:
            times = best[peer] / best["midge"]
            cells.append(f"{best[peer] * 1000:,.0f} ({times:.2f}x)")
        else:
            cells.append("-")
    print(f"{name:16} {best['midge'] * 1000:>10,.0f} "
          + " ".join(f"{cell:>16}" for cell in cells), flush=True)


def main(arguments):
    options = parse_options(arguments)
    runners = systems()
    if options.smoke:
        runners, options.rounds = {"midge": runners["midge"]}, 1
    peers = [system for system in runners if system != "midge"]
    print(f"milliseconds of processor time, the best of {options.rounds}; in "
          "brackets, how many times as fast Midge is")
    print(f"{'':16} {'midge':>10} "
          + " ".join(f"{peer:>16}" for peer in peers))
    everything = {}
    for name in options.names:
        try:
            best = everything[name] = best_times(name, runners, options.rounds)
        except Failed as problem:
            print(f"run.py: {problem}", file=sys.stderr)
            return 1
        print_row(name, best, peers)
    means = {peer: geometric_mean([best[peer] / best["midge"]
                                   for best in everything.values()
                                   if peer in best] or [1.0])
             for peer in peers}
    if means:
        print(f"{'geometric mean':27} "
              + " ".join(f"{means[peer]:>15.2f}x" for peer in peers))
    if options.json:
        options.json.write_text(json.dumps(
            {"seconds": everything, "geometric_mean": means}, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
