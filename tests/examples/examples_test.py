#!/usr/bin/env python3
"""Runs every program of examples/ on one node and on three.

  tests/examples/examples_test.py BINARY      build/bin/midge

What a program prints is known, or, for pagerank.py, computed here directly.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = TOP / "examples"
MIDGE = sys.argv.pop(1)
SECONDS_MAX = 120


def output(program, *arguments, nodes=1, flags=()):
    done = subprocess.run(
        [MIDGE, "run", "--nodes", str(nodes), *flags, EXAMPLES / program, "--",
         *map(str, arguments)],
        text=True, capture_output=True, timeout=SECONDS_MAX, cwd=TOP)
    if done.returncode != 0:
        raise AssertionError(f"{program}: exit status {done.returncode}\n"
                             f"{done.stdout}{done.stderr}")
    return done.stdout


def direct_pagerank(lines):
    """name -> rank, by the power method over plain lists."""
    index, edges = {}, set()
    for line in lines:
        name, dependency = line.split("\t")
        for package in (name, dependency):
            index.setdefault(package, len(index))
        edges.add((index[name], index[dependency]))
    count = len(index)
    depends_on = [[] for _ in range(count)]
    for package, dependency in edges:
        depends_on[package].append(dependency)
    ranks = [1 / count] * count
    for _ in range(300):
        new, idle = [0.0] * count, 0.0
        for rank, dependencies in zip(ranks, depends_on):
            for dependency in dependencies:
                new[dependency] += rank / len(dependencies)
            if not dependencies:
                idle += rank
        ranks = [0.15 / count + 0.85 * (rank + idle / count) for rank in new]
    return dict(zip(index, ranks))


class Examples(unittest.TestCase):
    def on_each(self, expected, program, *arguments):
        for nodes in (1, 3):
            with self.subTest(program=program, nodes=nodes):
                self.assertEqual(output(program, *arguments, nodes=nodes),
                                 expected)

    def test_threads(self):
        self.on_each("1500 threads counted to 200 each: 300000 in all\n",
                     "threads.py")

    def test_semaphores(self):
        self.on_each("20 users, 3 printers, at most 3 at work at once\n",
                     "semaphores.py")

    def test_mailbox(self):
        self.on_each("".join(f"{n} {n * n}\n" for n in range(10)),
                     "mailbox.py")

    def test_ants(self):
        one = output("ants.py", 2000)
        self.assertRegex(one, r"^2000 ants found [1-9]\d* pieces of food; "
                              r"[1-9]\d* came home with some\n$")
        self.assertEqual(output("ants.py", 2000, nodes=3), one)

    def test_philosophers(self):
        self.on_each("7 philosophers ate [5, 5, 5, 5, 5, 5, 5] meals; "
                     "no fork was ever in two hands\n", "philosophers.py")

    def test_ring(self):
        self.on_each("the token made 2000 hops over 1000 agents\n",
                     "ring.py", 1000, 2)

    def test_ring_of_nothing_is_refused(self):
        with self.assertRaisesRegex(AssertionError, "status 1\nring.py .*"
                                                    "at least 1 of each"):
            output("ring.py", 0)

    def test_pagerank(self):
        lines = subprocess.run([EXAMPLES / "packages.sh", "400"], text=True,
                               capture_output=True, check=True).stdout
        lines = lines.splitlines()
        self.assertGreater(len(lines), 100, "apt has no package lists here")
        expected = direct_pagerank(lines)
        best = sorted(expected, key=lambda name: (-expected[name], name))[:20]
        with tempfile.TemporaryDirectory() as folder:
            data = pathlib.Path(folder) / "packages.tsv"
            data.write_text("".join(line + "\n" for line in lines))
            for nodes in (1, 3):
                with self.subTest(nodes=nodes):
                    self.check_pagerank(expected, best, output(
                        "pagerank.py", nodes=nodes, flags=["--file", data]))

    def check_pagerank(self, expected, best, printed):
        rows = re.findall(r"^(\d\.\d{12})  (\S+)$", printed, re.M)
        self.assertEqual(len(rows), 20, printed)
        for (rank, name), wanted in zip(rows, best):
            self.assertAlmostEqual(float(rank), expected[name], delta=1e-9)
            self.assertAlmostEqual(expected[name], expected[wanted],
                                   delta=1e-9)


if __name__ == "__main__":
    unittest.main()
