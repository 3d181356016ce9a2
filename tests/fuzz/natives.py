#!/usr/bin/env python3
"""Calls natives with odd arguments: none may end the process.

    natives.py --binary PATH [--runs N] [--seed S] [--seconds T] [--jobs J]

Each run is odd_calls.py with a seed of its own. One that does not come to its
end is printed with its seed and its last calls. Exits with 1 if
there was one, and always says how many runs ended well.
"""

import argparse
import concurrent.futures
import pathlib
import subprocess
import sys
import time

PROGRAM = pathlib.Path(__file__).resolve().parent / "odd_calls.py"
CALLS = 2000
SECONDS_MAX = 120

def run(binary, seed):
    """None, or what is wrong with this seed."""
    command = [binary, "run", str(PROGRAM), "--", str(seed), str(CALLS)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, timeout=SECONDS_MAX)
    except subprocess.TimeoutExpired:
        return None  # An odd argument may well mean a long loop.
    last = done.stderr.decode("utf-8", "backslashreplace")[-400:]
    if done.returncode == 0:
        return None
    return f"seed {seed}: status {done.returncode}\n{last}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    end = time.monotonic() + options.seconds
    good, bad = 0, 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        def one(seed):
            return time.monotonic() < end and (run(options.binary, seed) or "")

        seeds = range(options.seed, options.seed + options.runs)
        for wrong in pool.map(one, seeds):
            if wrong is False:
                break
            if wrong:
                print(wrong, flush=True)
            good += not wrong
            bad += bool(wrong)
    print(f"{good} runs of {CALLS} calls ended well, {bad} did not")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
