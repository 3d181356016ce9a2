#!/usr/bin/env python3
"""Python programs on a cluster of real processes, while it is hurt.

The same faults without Python are in cluster_test.cc; here the promises are
those that a user sees: which exception, in which time, and what ps says.
"""

import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import processes
from cutting_proxy import CuttingProxy

PROGRAMS = pathlib.Path(__file__).resolve().parent / "programs"
LEASE_SECONDS = 3
# What a loaded machine may need beyond that.
PATIENCE_SECONDS = 20


class ClusterTest(unittest.TestCase):
    nodes = 3

    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.cluster = self.enterContext(
            processes.Cluster(self.folder, self.nodes))

    def eventually(self, condition, seconds=30):
        deadline = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), deadline, "never came true")
            time.sleep(0.05)

    def states(self):
        listed = self.cluster.midge("get", "nodes").stdout
        return [line.split()[1] for line in listed.splitlines()[1:]]

    def ps(self, swarm):
        """The line of `midge ps` about a swarm, as a dict."""
        lines = self.cluster.midge("ps").stdout.splitlines()
        names = lines[0].split()
        for line in lines[1:]:
            if line.split()[0] == swarm:
                return dict(zip(names, line.split()))
        raise KeyError(swarm)

    def follow(self, name, program, *arguments):
        """Launches a program and follows it; returns the CLI's process."""
        return self.cluster.start(name, [
            processes.BIN / "midge", "launch", "--coordinator",
            self.cluster.address, PROGRAMS / program, "--name", name,
            "--follow", "--", *arguments])

    def finish(self, follower, seconds=60):
        follower.popen.wait(timeout=seconds)
        return follower.log()

    def test_every_wait_on_a_killed_node_ends(self):
        follower = self.follow("lost", "lost.py")
        follower.wait_for("(begun)")
        self.cluster.nodes[2].kill()
        killed = time.monotonic()
        said = self.finish(follower)
        self.assertLess(time.monotonic() - killed,
                        LEASE_SECONDS + PATIENCE_SECONDS)
        self.assertEqual(follower.popen.returncode, 0, said)
        for wait in ("join", "receive", "timed receive", "full send",
                     "acquire", "spawn", "send", "agent send"):
            self.assertRegex(said, rf"(?m)^{wait} NodeLost$")
        # A semaphore that lives gets back what the dead held.
        self.assertRegex(said, r"(?m)^permit of the dead returned$")
        self.assertRegex(said, r"(?m)^monitor Exit$")
        self.assertRegex(said, r"(?m)^others 1024$")
        self.assertEqual(sorted(self.states()), ["live", "live", "lost"])
        self.assertEqual(self.ps("lost")["STATE"], "succeeded")

    def test_a_swarm_fails_with_its_root_and_the_others_go_on(self):
        first = self.follow("first", "pause.py")
        first.wait_for("(begun)")
        self.assertRegex(self.cluster.midge("describe", "swarm/first").stdout,
                         "node-1: .*root agent")
        self.cluster.nodes[0].kill()
        self.finish(first)
        self.assertNotEqual(first.popen.returncode, 0)
        self.assertEqual(self.ps("first")["STATE"], "failed")
        second = self.follow("second", "pause.py")
        said = self.finish(second)
        self.assertEqual(second.popen.returncode, 0, said)

    def test_a_restarted_coordinator_goes_on(self):
        follower = self.follow("pause", "pause.py")
        follower.wait_for("(begun)")
        self.cluster.coordinator.kill()
        self.cluster.start("coordinator-2", [
            processes.BIN / "midge-coordinator", "--listen",
            self.cluster.address, "--db",
            pathlib.Path(self.folder) / "coordinator.db"]).wait_for(
                r"(listening on)")
        self.eventually(lambda: self.ps("pause")["STATE"] == "succeeded")
        said = self.cluster.midge("logs", "pause").stdout
        self.assertEqual(said.count("40425"), 2, said)
        self.assertEqual(self.states(), ["live"] * 3)

    def test_ps_counts_what_every_node_did(self):
        follower = self.follow("pause", "pause.py")
        self.assertEqual(self.finish(follower).count("40425"), 2)
        # The root is one of them, or not counted; the other 100 always are.
        self.eventually(lambda: int(self.ps("pause")["SPAWNED"]) in (100, 101))
        self.assertEqual(self.ps("pause")["AGENTS"], "0")
        self.assertEqual(self.ps("pause")["FAILED"], "0")

class CutLinksTest(unittest.TestCase):
    """Two nodes; everyone reaches the second one through a proxy."""

    def test_nothing_is_lost_doubled_or_turned(self):
        with tempfile.TemporaryDirectory() as folder, \
                processes.Cluster(folder, 1) as cluster:
            proxy = CuttingProxy()
            self.addCleanup(proxy.close)
            node = cluster.start("node-2", [
                processes.BIN / "midge-node", "--coordinator",
                cluster.address, "--name", "node-2", "--advertise",
                proxy.address, "--workers", "2"])
            port = node.wait_for(r"listening on \S+:(\d+)")
            proxy.target = int(port)
            node.wait_for(r"(joined as)")
            follower = cluster.start("flood", [
                processes.BIN / "midge", "launch", "--coordinator",
                cluster.address, PROGRAMS / "flood.py", "--follow", "--",
                "3000"])
            follower.wait_for("(begun)")
            done = threading.Event()

            def cut():
                while not done.wait(0.1):
                    proxy.cut()

            cutter = threading.Thread(target=cut)
            cutter.start()
            try:
                follower.popen.wait(timeout=120)
            except subprocess.TimeoutExpired:
                self.fail("the flood does not end:\n" + follower.log())
            finally:
                done.set()
                cutter.join()
            swarm = cluster.midge("logs", "flood-1").stdout
            self.assertIn("once and in order", swarm + follower.log())
            self.assertGreater(proxy.accepted, 3)

if __name__ == "__main__":
    sys.exit(unittest.main())
