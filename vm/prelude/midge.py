# The parts of module midge that are Python; the rest is vm/lib/midge_module.cc.

from _prelude import spawn_many_slowly as _spawn_many


class Exit:
    """What monitor() brings: agent, reason and the text of its error.

    The reason is "returned", "raised", "killed" or "node lost"; the error is
    the traceback, or None.
    """

    def __init__(self, agent, reason, error=None):
        self.agent = agent
        self.reason = reason
        self.error = error

    def __repr__(self):
        return f"Exit({self.agent!r}, {self.reason!r})"


def spawn_many(fn, n, /, *args):
    """Spawns fn(i, *args) for each i in range(n)."""
    return _spawn_many(fn, n, args)
