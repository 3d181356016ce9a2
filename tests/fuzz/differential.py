#!/usr/bin/env python3
"""Runs generated programs on Midge and on CPython 3.11 and compares them.

    differential.py --binary PATH [--programs N] [--seed S] [--seconds T]
                    [--jobs J] [--keep FOLDER] [--flag FLAG]…

Output, exit status and traceback must be equal. A difference is reduced to a
few lines and printed with its seed; `--keep` also writes it to a folder. Exits
with 1 if there was one, and always says how many programs agreed.
"""

import argparse
import ast
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import programs  # noqa: E402

ORACLE = "/usr/bin/python3.11"
SECONDS_MAX = 20
OUTPUT_BYTES_MAX = 1 << 20
REDUCTIONS_MAX = 400

ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


class Machines:
    """The two that must agree."""

    def __init__(self, binary, flags):
        self.binary, self.flags = binary, flags

    def run(self, command, folder):
        try:
            done = subprocess.run(
                command, cwd=folder, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                timeout=SECONDS_MAX,
                env={"PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8",
                     "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
        except subprocess.TimeoutExpired:
            return ("not done in time",)
        texts = [ADDRESS.sub("0x", out[:OUTPUT_BYTES_MAX].decode(
            "utf-8", "backslashreplace").replace(f"{folder}/", ""))
            for out in (done.stdout, done.stderr)]
        return (done.returncode, *texts)

    def difference(self, text):
        """None, or what CPython and Midge gave."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "program.py")
            path.write_text(text, encoding="utf-8")
            expected = self.run([ORACLE, "-I", "-S", path.name], folder)
            if expected == ("not done in time",):
                return None
            got = self.run([self.binary, *self.flags, path.name], folder)
        # How much memory there is, is not for the language to say.
        if "MemoryError" in "".join(map(str, got[1:])):
            return None
        return None if expected == got else (expected, got)


def kind_of(difference):
    """What reduction must keep: which of status, stdout and stderr differ."""
    expected, got = difference
    if len(got) == 1:
        return got
    if got[0] < 0:
        return ("killed", got[0])
    return tuple(a == b for a, b in zip(expected, got))


def bodies(tree):
    """All lists of statements in a tree."""
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                yield body


def reduce(text, machines):
    """A shorter program with the same kind of difference."""
    tried = 0
    wanted = kind_of(machines.difference(text))

    def still(tree):
        nonlocal tried
        tried += 1
        try:
            shorter = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
            compile(shorter, "program", "exec")
        except (SyntaxError, ValueError):
            return None
        found = machines.difference(shorter)
        return shorter if found and kind_of(found) == wanted else None

    shrinking = True
    while shrinking and tried < REDUCTIONS_MAX:
        shrinking = False
        for size in (8, 4, 2, 1):
            place = 0
            while tried < REDUCTIONS_MAX:
                tree = ast.parse(text)
                spots = [(body, i) for body in bodies(tree)
                         for i in range(0, len(body), size)]
                if place >= len(spots):
                    break
                body, i = spots[place]
                cut = body[i:i + size]
                # A block is replaced by what is in it, or cut out.
                inner = getattr(cut[0], "body", None) if size == 1 else None
                body[i:i + size] = []
                shorter = still(tree) if body else None
                if shorter is None and isinstance(inner, list):
                    body[i:i] = inner
                    shorter = still(tree)
                if shorter is None:
                    place += 1
                else:
                    text, shrinking = shorter, True
    return text


def report(seed, text, difference, keep):
    print(f"--- seed {seed}\n{text}", flush=True)
    for name, result in zip(("CPython", "Midge"), difference):
        print(f"[{name}] " + "\n    ".join(str(part)[-1500:]
                                         for part in result), flush=True)
    if keep:
        folder = pathlib.Path(keep)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"seed_{seed}.py").write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--programs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep")
    parser.add_argument("--flag", action="append", default=[])
    parser.add_argument("--no-reduce", action="store_true")
    options = parser.parse_args()
    machines = Machines(str(pathlib.Path(options.binary).resolve()),
                        options.flag)
    end = time.monotonic() + options.seconds
    agreed = 0
    different = []

    def check(seed):
        if time.monotonic() > end:
            return seed, None, "no time"
        text = programs.make(seed)
        return seed, text, machines.difference(text)

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        seeds = range(options.seed, options.seed + options.programs)
        for seed, text, difference in pool.map(check, seeds):
            if difference == "no time":
                continue
            if difference is None:
                agreed += 1
                continue
            different.append(seed)
            if not options.no_reduce:
                text = reduce(text, machines)
                difference = machines.difference(text) or difference
            report(seed, text, difference, options.keep)
    print(f"{agreed} programs agreed, {len(different)} differed"
          + (f": seeds {different}" if different else ""))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
