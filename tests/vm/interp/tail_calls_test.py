#!/usr/bin/env python3
"""Checks that the interpreter's handlers end in jumps, not in calls.

    tail_calls_test.py OBJECT

A handler that called the next one, instead of jumping to it, would take more of
the C++ stack with each instruction that it runs. The compiler does so, without
a word, when the address of a local variable is taken somewhere in the handler.
Handlers and what they go on to make no indirect call, but for the one by which
CallOther and CallNoMethod call a native, and none of each other.
"""

import re
import subprocess
import sys


STEPS = r"::(Handle\w+|\w+Other|CallNoMethod|Follow|Check|Run(Slow|Simple)<.*>)\("


def calls_of(object_file):
    """Function -> its calls that should be jumps, of what runs instructions."""
    listing = subprocess.run(
        ["objdump", "-d", "-C", "--no-show-raw-insn", object_file],
        capture_output=True, text=True, check=True).stdout
    functions, current = {}, None
    for line in listing.splitlines():
        if head := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            name = re.search(STEPS, head[1])
            current = head[1] if name else None
            if name:
                functions[current] = []
        # A call out of the object is shown as one of a place in the function.
        elif current and (call := re.search(r"\bcall\s+(\*|.*<.*)", line)):
            if call[1] == "*" or ("+0x" not in call[1] and
                                  re.search(STEPS, call[1])):
                functions[current].append(line.strip())
    return functions


def main():
    functions = calls_of(sys.argv[1])
    handlers = [name for name in functions if "::Handle" in name]
    if len(handlers) < 100:
        sys.exit(f"found {len(handlers)} handlers only")
    wrong = {name: calls for name, calls in functions.items()
             if len(calls) > len(re.findall(r"::Call(Other|NoMethod)\(", name))}
    for name, calls in wrong.items():
        print(f"{name} makes calls:", *calls, sep="\n  ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
