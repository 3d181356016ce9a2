import gc
import sys
import types


async def forgotten():
    pass


def forget():
    forgotten()


# What a warning needs, as an import that is at its beginning has it.
kept = sys.modules.pop("linecache", None)
sys.modules["linecache"] = types.ModuleType("linecache")
forget()
gc.collect()
del sys.modules["linecache"]
if kept is not None:
    sys.modules["linecache"] = kept
