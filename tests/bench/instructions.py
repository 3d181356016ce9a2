#!/usr/bin/env python3
"""Counts the instructions of a few programs and tells when they grew.

    instructions.py [--accept]

Callgrind counts what midge-vm-run executes for each program below, less what
an empty program costs; the result hardly varies from run to run, however busy
the machine. tests/bench/instructions.json holds the accepted counts.

A program that needs over 3 % more is told: the exit status is then 77, which
ctest shows as `Skipped` among its closing lines, so that it is seen and stops
nobody: counts also move with the compiler and the C library. Whoever means the
change accepts the new counts with --accept, in the same commit; so is a gain,
or it would hide the next loss.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
VM_RUN = HERE.parent.parent / "build" / "bin" / "midge-vm-run"
BASELINE = HERE / "instructions.json"
PROGRAMS = ["closures", "dicts", "simulation"]
WORSE = 1.03
TOLD = 77


def instructions(script):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind",
             f"--callgrind-out-file={folder}/out", str(VM_RUN), "--workers",
             "1", str(script)], capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"instructions.py: {script}: {done.stderr[-500:]}")
    return int(found[1])


def count_all():
    """Program -> the instructions of one run of its main()."""
    counts = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        empty = folder / "empty.py"
        empty.write_text("pass\n")
        start = instructions(empty)
        for name in PROGRAMS:
            source = (HERE / "python" / f"{name}.py").read_text()
            once = folder / f"{name}.py"
            once.write_text(source.replace("range(4):\n        main()",
                                           "range(1):\n        main()"))
            counts[name] = instructions(once) - start
    return counts


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--accept", action="store_true",
                        help="write the counts down as accepted")
    options = parser.parse_args()
    counts = count_all()
    accepted = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    worse = False
    for name, count in counts.items():
        before = accepted.get(name)
        if before is None:
            print(f"{name:12} {count:15,}")
            continue
        print(f"{name:12} {count:15,}  {count / before - 1:+.2%}")
        worse = worse or count > before * WORSE
    if options.accept:
        BASELINE.write_text(json.dumps(counts, indent=2) + "\n")
        return 0
    if worse:
        print("WORSE by over 3 %: mend it, or accept it with "
              "`./dev profile --instructions --accept`")
        return TOLD
    return 0


if __name__ == "__main__":
    sys.exit(main())
