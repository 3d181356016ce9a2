#!/usr/bin/env python3
"""Reads every #include in the tree and fails on one that the layering forbids.

The tables below are the architecture: who may include whom, and which system
headers stay where. It also fails on a file that nothing builds or includes.
"""

import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent

VM_OBJECTS = {"base", "vm/text", "vm/regex", "vm/heap", "vm/bytecode", "vm/objects"}
VM_SCHED = VM_OBJECTS | {"vm/interp", "vm/image", "vm/sched"}
VM_ALL = VM_SCHED | {"vm/syntax", "vm/compiler", "vm/lib", "vm/image",
                     "vm/prelude"}

# Folder -> the folders whose headers it may include. Its own always.
ALLOWED = {
    "base": set(),
    "proto": {"base"},
    # vm/text holds algorithms over numbers and text, with no heap.
    "vm/text": {"base"},
    # vm/regex runs compiled patterns, with no heap either.
    "vm/regex": {"base", "vm/text"},
    "vm/syntax": {"base", "vm/text"},
    "vm/heap": {"base", "vm/text"},
    "vm/bytecode": {"base", "vm/text", "vm/heap"},
    "vm/compiler": {"base", "vm/text", "vm/syntax", "vm/bytecode"},
    "vm/objects": VM_OBJECTS,
    "vm/interp": VM_OBJECTS,
    # vm/image is below vm/sched: what travels between agents is its bytes.
    "vm/image": VM_OBJECTS | {"vm/interp"},
    # vm/vm.h is plain data and an interface to sched: reports, specs, Host.
    "vm/sched": VM_SCHED | {"vm"},
    # Python in the binary: it is handed to the interpreter's loader.
    "vm/prelude": VM_OBJECTS | {"vm/interp"},
    # An import and the start of an agent compile; the interpreter never does.
    "vm/lib": VM_SCHED | {"vm/prelude", "vm/compiler"},
    "vm": VM_ALL,
    "node": {"base", "proto", "vm"},
    "coordinator": {"base", "proto"},
    "cli": {"base", "proto", "vm", "node", "coordinator"},
    "tests/base": {"base"},
    "tests/vm": VM_ALL | {"vm"},
    "tests/lang": {"base", "vm"},
    "tests/fuzz": VM_ALL | {"vm"},
    "tests/proto": {"base", "proto"},
    "tests/node": {"base", "proto", "vm", "node"},
    "tests/coordinator": {"base", "proto", "coordinator"},
    "tests/cli": {"base", "proto", "vm", "node", "coordinator", "cli"},
    "tests/sim": {"base", "proto", "vm", "node", "coordinator", "tests/node"},
    "tests/cluster": {"base", "proto", "vm", "node", "coordinator", "cli",
                      "tests/node"},
    "tests/bench": VM_ALL | {"vm", "proto", "node", "coordinator"},
}

# The only header of vm/ itself, and so the only one that others include.
VM_DOOR = "vm/vm.h"

# (where it is forbidden, which header, why). Patterns match from the start.
FORBIDDEN = [
    (r"vm/|base/|coordinator/.*\.h|node/.*\.h|cli/.*\.h|proto/.*\.h|tests/.*\.h",
     r"grpcpp/|grpc/|.*\.grpc\.pb\.h",
     "gRPC stays in the .cc files of proto, node, coordinator and cli"),
    (r"vm/|base/", r"google/protobuf|.*\.pb\.h|proto/",
     "the VM and base know no protocol"),
    (r"vm/", r"sys/socket|netinet/|arpa/|netdb\.h|poll\.h|sys/epoll",
     "the VM has no sockets"),
    (r"vm/", r"fstream|filesystem|fcntl\.h|sys/stat|dirent\.h",
     "the VM has no files"),
    (r"vm/", r"chrono$|sys/time|absl/time", "the VM is given a clock"),
    (r"vm/(?!sched/|.*_main\.cc)", r"thread$|pthread",
     "threads of the machine are the scheduler's"),
    (r"(?!base/)", r"spdlog/|absl/log", "logging goes through base/log.h"),
]

# Programs' own edges: they give the VM its files and clock.
EXEMPT = re.compile(r".*_main\.cc$")

# Headers that are included by nothing in the tree, each with a reason.
INCLUDED_BY_NOTHING = {
    VM_DOOR,
}

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.MULTILINE)


def folder_of(path):
    """The key of ALLOWED that a source or an include path belongs to."""
    parts = path.split("/")
    for depth in (2, 1):
        folder = "/".join(parts[:depth])
        if len(parts) > depth and folder in ALLOWED:
            return folder
    return None


def sources():
    found = []
    for folder in {key.split("/")[0] for key in ALLOWED}:
        for suffix in ("*.h", "*.cc", "*.def"):
            found += (TOP / folder).rglob(suffix)
    return sorted(str(path.relative_to(TOP)) for path in found)


def complaints_about(source, kind, header):
    here, there = folder_of(source), folder_of(header)
    for where, which, why in FORBIDDEN:
        if (re.match(where, source) and re.match(which, header)
                and not EXEMPT.match(source)):
            yield f"{source} includes {header}: {why}"
    if kind == "<" or there is None:
        return
    if there != here and there not in ALLOWED[here]:
        yield f"{source} includes {header}: {here} may not include {there}"
    outside = not here.startswith(("vm", "tests/"))
    if outside and there.startswith("vm") and header != VM_DOOR:
        yield f"{source} includes {header}: only {VM_DOOR} is for others"


def dead_files(files, included):
    lists = "\n".join(path.read_text()
                      for path in [*TOP.rglob("CMakeLists.txt"),
                                   *TOP.glob("cmake/*.cmake")]
                      if "build" not in path.relative_to(TOP).parts)
    named = set(re.findall(r"[\w./-]+\.cc", lists))
    named = {pathlib.PurePath(name).name for name in named}
    for path in files:
        name = pathlib.PurePath(path).name
        if path.endswith(".cc") and name not in named:
            yield f"{path} is in no CMakeLists.txt"
        if (path.endswith((".h", ".def")) and path not in included
                and path not in INCLUDED_BY_NOTHING):
            yield f"{path} is included by nothing"


def main():
    files = sources()
    included, complaints, count = set(), [], 0
    for source in files:
        if folder_of(source) is None:
            complaints.append(f"{source} is in a folder without a layer")
            continue
        text = (TOP / source).read_text()
        for kind, header in INCLUDE.findall(text):
            count += 1
            included.add(header)
            complaints += complaints_about(source, kind, header)
    complaints += dead_files(files, included)
    for complaint in complaints:
        print(complaint)
    print(f"{count} includes in {len(files)} files, "
          f"{len(complaints)} against the layering")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
