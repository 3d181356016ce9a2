#!/usr/bin/env python3
"""Runs the language scripts on Midge and compares them with CPython 3.11.

    run.py --binary PATH [--mode plain|slice|gc|image]… [FILTER…]

What a script must print is, in this order:
  - beside `# vm-only: reason` in its first lines: the file NAME.out;
  - when it imports midge: its `# expect: text` comments, one per line;
  - otherwise: what CPython prints, together with its exit status and stderr
    (tracebacks and all), from one run that every mode is compared with.
A script with `# expect error: TypeError: …` must end with exit status 1 and
that as the last line of stderr. `# expect exit: 3` asks for an exit status.
Its standard input is the file NAME.in, if there is one.
`# not in gc: reason` leaves a mode out; `# gc every: 8192` collects in that mode
at the first safepoint after so many bytes, in programs that are too long for a
collection at each. In mode image the first half of a script is run when the
image is made, and an agent runs the rest (see _halves.py); scripts that cannot be
cut, that import midge, or that print errors are left out. Folders whose name begins with `_`, and
files whose name does, hold modules that scripts import.
"""

import argparse
import concurrent.futures
import dataclasses
import difflib
import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

import _halves

HERE = pathlib.Path(__file__).resolve().parent
NOT_SCRIPTS = {"run.py", "runner_test.py"}

# Name -> (flags of `midge run`, seconds a script may take, before scaling).
MODES = {
    "plain": ([], 60),
    "slice": (["--slice", "1"], 60),
    "gc": (["--gc-stress"], 90),
    "image": ([], 60),
}
ORACLE_SECONDS_MAX = 30
OUTPUT_BYTES_MAX = 16 << 20
DIFF_LINES_MAX = 40

DIRECTIVE = re.compile(r"#\s*expect(?:\s+(error|exit))?:[ ]?(.*)$")


@dataclasses.dataclass
class Result:
    stdout: str
    stderr: str | None  # None: anything goes.
    status: int | None


class CannotRun(Exception):
    """A run that gave no result; the message says why."""


def run(command, cwd, seconds, script=None):
    """Runs one process in a group of its own, bounded in time and output.

    Its input is the file beside `script` that ends in `.in`, or none.
    """
    env = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": tempfile.gettempdir(),
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
    }
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    given = script and script.with_suffix(".in")
    with (open(given if given and given.exists() else os.devnull, "rb") as stdin,
          tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err):
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=stdin, stdout=out, stderr=err,
            start_new_session=True)
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
            raise CannotRun(f"not done after {seconds:.0f} seconds") from None
        texts = []
        for file in (out, err):
            file.seek(0)
            text = file.read().decode("utf-8", "backslashreplace")
            # CPython names the entry file by its full path, Midge by its path
            # in the program's bundle, which is the same on every node.
            texts.append(text.replace(f"{cwd}/", ""))
    return Result(texts[0], texts[1], status)


class Oracle:
    """CPython, and in the folder `kept` what it has answered.

    Answers are kept for exactly these scripts and this CPython: when one of
    them changes, all are asked for again.
    """

    def __init__(self, python, root, kept):
        self._python = python
        self._kept = kept and kept / self._digest(root)
        if self._kept:
            self._kept.mkdir(parents=True, exist_ok=True)
            for other in kept.iterdir():
                if other != self._kept:
                    shutil.rmtree(other, ignore_errors=True)

    def _digest(self, root):
        digest = hashlib.sha256(subprocess.check_output(
            [self._python, "-c", "import sys; print(sys.version)"]))
        for path in sorted([*root.rglob("*.py"), *root.rglob("*.in")]):
            digest.update(str(path).encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def answer(self, script):
        if not self._kept:
            return self._ask(script)
        file = self._kept / (script.name.replace("/", ".") + ".json")
        if file.exists():
            return Result(**json.loads(file.read_text()))
        result = self._ask(script)
        # A reader sees all of it or nothing: several runs may share `kept`.
        with tempfile.NamedTemporaryFile("w", dir=self._kept,
                                         delete=False) as new:
            json.dump(dataclasses.asdict(result), new)
        os.replace(new.name, file)
        return result

    def _ask(self, script):
        return run([self._python, script.path.name], script.path.parent,
                   ORACLE_SECONDS_MAX, script.path)


class Script:
    """One script and what it must do."""

    def __init__(self, path, name, oracle):
        self.path = path
        self.name = name
        self._oracle = oracle
        self.text = path.read_text(encoding="utf-8", errors="replace")
        self._expected = None

    def in_mode(self, mode):
        return not re.search(rf"^#\s*not in {mode}:", self.text, re.M)

    def flags(self, mode, gc_every):
        own = re.search(r"^# gc every: (\d+)$", self.text, re.M)
        every = max(gc_every, int(own[1]) if own else 0)
        if mode == "gc" and every:
            return ["--gc-stress-bytes", str(every)]
        return MODES[mode][0]

    def expected(self):
        if self._expected is None:
            self._expected = self._expectation()
        return self._expected

    def _expectation(self):
        head = "\n".join(self.text.split("\n")[:10])
        imports_midge = re.search(r"^\s*(import|from) midge\b", self.text,
                                  re.M)
        vm_only = re.search(r"^#\s*vm-only: \S", head, re.M)
        if not (imports_midge or vm_only):
            return self._oracle.answer(self)
        lines, stderr, status = [], None, 0
        for line in self.text.split("\n"):
            found = DIRECTIVE.search(line)
            if not found:
                continue
            kind, text = found.groups()
            if kind == "error":
                stderr, status = text, 1
            elif kind == "exit":
                status = int(text)
            else:
                lines.append(text + "\n")
        out = self.path.with_suffix(".out")
        if out.exists():
            return Result(out.read_text(), stderr, status)
        if vm_only:
            raise CannotRun(f"is vm-only, but there is no {out.name}")
        if not lines and stderr is None:
            raise CannotRun("imports midge, but has no `# expect:`")
        return Result("".join(lines), stderr, status)

    def stderr_matches(self, wanted, got):
        if wanted is None:
            return True
        if "\n" in wanted or wanted == "":
            return wanted == got
        return got.rstrip("\n").rsplit("\n", 1)[-1] == wanted


def diff(what, wanted, got):
    lines = list(difflib.unified_diff(
        wanted.splitlines(), got.splitlines(), f"{what} expected",
        f"{what} got", lineterm=""))
    if len(lines) > DIFF_LINES_MAX:
        lines[DIFF_LINES_MAX:] = [f"… {len(lines) - DIFF_LINES_MAX} more"]
    return lines


class Halves:
    """A copy of the scripts' folder, for programs made of them."""

    def __init__(self, root):
        self._root = root
        self._folder = tempfile.TemporaryDirectory()
        self._copy = pathlib.Path(self._folder.name) / "lang"
        shutil.copytree(root, self._copy)

    def run(self, binary, script, seconds):
        """None: `script` has no halves."""
        wanted = script.expected()
        program = None
        if wanted.status == 0 and not wanted.stderr:
            program = _halves.halved(script.text, script.path.name)
        if program is None:
            return None
        path = self._copy / script.path.relative_to(self._root)
        path = path.with_stem(path.stem + "_halved")
        path.write_text(program, encoding="utf-8")
        got = run([binary, "run", path.name], path.parent, seconds)
        # To its agent the entry is a module like another.
        got.stdout = got.stdout.replace(path.name, script.path.name)
        got.stdout = got.stdout.replace(path.stem, "__main__")
        return got


def check(script, binary, mode, options, halves):
    """What is wrong with `script` in `mode`: lines, none when it passes; None if
    it has nothing to run there."""
    seconds = MODES[mode][1] * options.time_scale
    try:
        wanted = script.expected()
        if mode == "image":
            got = halves.run(binary, script, seconds)
            if got is None:
                return None
        else:
            got = run([binary, "run", *script.flags(mode, options.gc_every),
                       script.path.name], script.path.parent, seconds,
                      script.path)
    except CannotRun as problem:
        return [str(problem)]
    lines = []
    if got.stdout != wanted.stdout:
        lines += diff("stdout", wanted.stdout, got.stdout)
    if not script.stderr_matches(wanted.stderr, got.stderr):
        lines += diff("stderr", wanted.stderr, got.stderr)
    elif lines and got.stderr != wanted.stderr:
        lines += got.stderr.splitlines()[-5:]
    if got.status != wanted.status:
        lines.append(f"exit status {got.status}, expected {wanted.status}")
        if not lines[:-1]:
            lines += got.stderr.splitlines()[-DIFF_LINES_MAX:]
    return lines


def find_scripts(root, filters, oracle):
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).parts
        name = "/".join(parts)
        if name in NOT_SCRIPTS or any(part.startswith("_") for part in parts):
            continue
        if not filters or any(word in name for word in filters):
            yield Script(path, name, oracle)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--mode", action="append", choices=MODES)
    parser.add_argument("--root", type=pathlib.Path, default=HERE)
    parser.add_argument("--python", default="/usr/bin/python3.11")
    parser.add_argument("--answers", type=pathlib.Path, metavar="FOLDER",
                        help="where CPython's answers are kept for next time")
    parser.add_argument("--time-scale", type=float, default=1,
                        help="multiplies every time limit")
    parser.add_argument("--gc-every", type=int, default=0, metavar="BYTES",
                        help="collects no more often than that in mode gc")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--leave-out", action="append", default=[],
                        metavar="NAME", help="a script not to run")
    parser.add_argument("filters", nargs="*", help="parts of script names")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    modes = options.mode or list(MODES)
    # A script that prints without end is stopped by the kernel.
    resource.setrlimit(resource.RLIMIT_FSIZE,
                       (OUTPUT_BYTES_MAX, OUTPUT_BYTES_MAX))

    oracle = Oracle(options.python, options.root, options.answers)
    scripts = [script for script in find_scripts(
        options.root, options.filters, oracle)
        if script.name not in options.leave_out]
    halves = Halves(options.root) if "image" in modes else None
    failed, runs = [], 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        # One script's modes run one after the other: CPython runs it once.
        def check_modes(script):
            return [(script, mode,
                     check(script, binary, mode, options, halves))
                    for mode in modes if script.in_mode(mode)]

        for checked in pool.map(check_modes, scripts):
            for script, mode, lines in checked:
                runs += lines is not None
                if lines:
                    failed.append(f"{script.name} [{mode}]")
                    print(f"FAILED {failed[-1]}", *lines, sep="\n    ",
                          flush=True)
    print(f"{len(scripts)} scripts, {runs} runs ({', '.join(modes)}): "
          f"{runs - len(failed)} passed, {len(failed)} failed")
    for name in failed:
        print(f"  failed: {name}")
    return 1 if failed or not scripts else 0


if __name__ == "__main__":
    sys.exit(main())
