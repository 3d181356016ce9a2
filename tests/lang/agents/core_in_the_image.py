# What modules change of the interpreter's own modules is so in every agent, which
# then changes it for itself alone.
# expect: agent 1: finder path hook mine [77, 77, 3] PROBE warned
# expect: agent 1: added to by 1: 1 1 1 1
# expect: agent 2: finder path hook mine [77, 77, 3] PROBE warned
# expect: agent 2: added to by 2: 2 2 2 2
# expect: agent 3: finder path hook mine [77, 77, 3] PROBE warned
# expect: agent 3: added to by 3: 3 3 3 3
import builtins
import math
import os
import sys
import time

import midge


class Finder:
    name = "finder"

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None


def hook(path):
    raise ImportError


sys.path.append("/some/path")
sys.meta_path.append(Finder)
sys.path_hooks.append(hook)
sys.mine = "mine"
sys.warnoptions.append("warned")
builtins.answer = 77
builtins.doubled = lambda x: 2 * x
math.answer = 77
os.environ["PROBE"] = "PROBE"
plain_len = len


def answers():
    return [answer, math.answer, plain_len("abc")]


def work(n):
    seen = [sys.meta_path[-1].name, sys.path[-1][6:], sys.path_hooks[-1].__name__,
            sys.mine, answers(), os.environ["PROBE"], sys.warnoptions[-1]]
    print(f"agent {n}:", *seen)
    sys.path.append(n)
    sys.meta_path.insert(0, Finder)
    del sys.meta_path[0]
    builtins.answer = n
    math.answer = n
    builtins.len = lambda x: n
    time.answer = n
    seen = [sys.path[-1], *answers()[:2], len("abc")]
    builtins.len = plain_len
    assert doubled(time.answer) == 2 * n and len("abc") == 3
    print(f"agent {n}: added to by {n}:", *seen)


def main():
    for n in (1, 2):
        midge.spawn(work, n).join()
    work(3)


if __name__ == "__main__":
    main()
