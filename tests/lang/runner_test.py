#!/usr/bin/env python3
"""Tests run.py itself, with CPython in the place of Midge: a runner that lets
everything pass would make every language test worthless."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

RUN = pathlib.Path(__file__).resolve().parent / "run.py"

# Takes `run [flag…] FILE` as midge does; `{prelude}` makes it wrong.
STAND_IN = """#!/bin/sh
for last; do :; done
{prelude}
exec /usr/bin/python3.11 "$last"
"""


class RunnerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.scripts = self.folder / "scripts"
        self.scripts.mkdir()

    def run_scripts(self, prelude="", mode="plain", flags=()):
        binary = self.folder / "stand-in"
        binary.write_text(STAND_IN.format(prelude=prelude))
        binary.chmod(0o755)
        return subprocess.run(
            [sys.executable, RUN, "--binary", binary, "--root", self.scripts,
             "--mode", mode, *flags], capture_output=True, text=True, timeout=60)

    def write(self, name, text):
        path = self.scripts / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def assert_passes(self, **kwargs):
        done = self.run_scripts(**kwargs)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def assert_fails(self, words, **kwargs):
        done = self.run_scripts(**kwargs)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(words, done.stdout)

    def test_nothing_to_run_is_a_failure(self):
        self.assert_fails("0 scripts")

    def test_same_as_the_oracle_passes(self):
        self.write("a.py", "print(1)\n")
        self.write("b/error.py", "def f(): 1 / 0\nf()\n")
        self.write("b/_module.py", "raise SystemExit('not a script')\n")
        self.assertIn("2 scripts, 2 runs (plain): 2 passed",
                      self.assert_passes())

    def test_wrong_stdout_fails(self):
        self.write("a.py", "print(1)\n")
        self.assert_fails("+extra", prelude="echo extra")

    def test_wrong_stderr_fails(self):
        self.write("a.py", "print(1)\n")
        self.assert_fails("+noise", prelude="echo noise >&2")

    def test_wrong_status_fails(self):
        self.write("a.py", "pass\n")
        self.assert_fails("exit status 7, expected 0", prelude="exit 7")

    def test_a_crash_fails(self):
        self.write("a.py", "pass\n")
        self.assert_fails("exit status -11", prelude="kill -SEGV $$")

    def test_midge_scripts_carry_their_output(self):
        self.write("a.py", "import sys\nif 0:\n    import midge\n"
                   "print(3)  # expect: 3\nprint('')  # expect:\n"
                   "sys.exit(2)  # expect exit: 2\n")
        self.assert_passes()
        self.write("a.py", "if 0:\n    import midge\nprint(3)  # expect: 4\n")
        self.assert_fails("-4")
        self.write("a.py", "if 0:\n    import midge\nprint(3)\n")
        self.assert_fails("has no `# expect:`")

    def test_an_expected_error_is_the_last_line(self):
        text = "if 0:\n    import midge\n1 / 0  # expect error: {}\n"
        self.write("a.py", text.format("ZeroDivisionError: division by zero"))
        self.assert_passes()
        self.write("a.py", text.format("ZeroDivisionError: something else"))
        self.assert_fails("something else")

    def test_vm_only_scripts_have_a_file_beside(self):
        self.write("a.py", "# vm-only: shows an address\nprint(5)\n")
        self.assert_fails("no a.out")
        self.write("a.out", "5\n")
        self.assert_passes()

    def test_answers_are_kept_until_a_script_changes(self):
        asked = self.folder / "asked"
        script = f"open({str(asked)!r}, 'a').write('x')\nprint({{}})\n"
        flags = ["--answers", self.folder / "answers"]
        self.write("a.py", script.format(1))
        # Midge's stand-in and CPython, then the stand-in alone.
        for writes in (2, 3):
            self.assert_passes(flags=flags)
            self.assertEqual(len(asked.read_text()), writes)
        self.assert_fails("+extra", prelude="echo extra", flags=flags)
        self.write("a.py", script.format(2))
        self.assert_passes(flags=flags)
        self.assertEqual(len(list((self.folder / "answers").iterdir())), 1)

    def test_a_mode_can_be_left_out(self):
        self.write("a.py", "# not in gc: a minute of allocation\nprint(1)\n")
        self.assertIn("0 runs (gc)", self.assert_passes(mode="gc"))

    def test_the_second_half_runs_where_it_is_spawned(self):
        self.write("a.py", "a = 1\nprint(a)\nb = 2\nprint(a + b)\n")
        self.write("fails.py", "a = 1\n1 / 0\n")
        spawn = "class spawn:\n  def join(self): {}\n  __init__ = {}\n"
        module = self.folder / "midge.py"
        prelude = f"export PYTHONPATH={self.folder}"
        module.write_text(spawn.format("self.f()",
                                       "lambda self, f: setattr(self, 'f', f)"))
        self.assertIn("2 scripts, 1 runs (image)",
                      self.assert_passes(mode="image", prelude=prelude))
        module.write_text(spawn.format("pass", "lambda self, f: None"))
        self.assert_fails("-3", mode="image", prelude=prelude)


if __name__ == "__main__":
    unittest.main()
