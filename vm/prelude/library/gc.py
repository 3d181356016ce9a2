# Module gc.  Memory is bounded by collections whatever the program says, so
# disable() is remembered and no more; reference cycles need no collector of
# their own.

from _prelude import live_objects, referents, request_collection

DEBUG_STATS = 1
DEBUG_COLLECTABLE = 2
DEBUG_UNCOLLECTABLE = 4
DEBUG_SAVEALL = 32
DEBUG_LEAK = 38

garbage = []
callbacks = []
_state = {"enabled": True, "debug": 0, "threshold": (700, 10, 10)}
_collections = [0, 0, 0]  # that the program asked for, by generation


def enable():
    """Remembered: collections happen in any case."""
    _state["enabled"] = True


def disable():
    """Remembered: collections happen in any case."""
    _state["enabled"] = False


def isenabled():
    """What was last called of enable() and disable()."""
    return _state["enabled"]


def collect(generation=2):
    """Collects; what it finds due (finalizers, callbacks) has run when it
    returns.  What was freed is not counted: 0."""
    if type(generation) is not int:
        raise TypeError("'" + type(generation).__name__
                        + "' object cannot be interpreted as an integer")
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    _tell("start", generation)
    request_collection()
    _collections[generation] += 1
    _tell("stop", generation)
    return 0


def _tell(phase, generation):
    for callback in list(callbacks):
        callback(phase, {"generation": generation, "collected": 0,
                         "uncollectable": 0})


def get_count():
    """Zeros: there are no generations."""
    return (0, 0, 0)


def get_threshold():
    """What set_threshold() was last told."""
    return _state["threshold"]


def set_threshold(threshold0, threshold1=10, threshold2=10, /):
    """Remembered; collections follow the size of the heap."""
    _state["threshold"] = (threshold0, threshold1, threshold2)


def get_debug():
    """What set_debug() was last told."""
    return _state["debug"]


def set_debug(flags, /):
    """Remembered."""
    _state["debug"] = flags


def get_stats():
    """How often collect() was called; what was freed is not counted."""
    return [{"collections": count, "collected": 0, "uncollectable": 0}
            for count in _collections]


def get_objects(generation=None):
    """The objects of this agent that may hold others."""
    if generation is not None:
        if not isinstance(generation, int):
            raise TypeError("argument should be integer or None, not '"
                            + type(generation).__name__ + "'")
        if generation >= 3:
            raise ValueError("generation parameter must be less than the "
                             "number of available generations (3)")
        if generation < -1:
            raise ValueError("generation parameter cannot be negative")
    request_collection()
    return live_objects()


def get_referents(*objs):
    """The objects that objs refer to directly."""
    found = []
    for obj in objs:
        found += referents(obj)
    return found


def get_referrers(*objs):
    """The objects that refer directly to any of objs."""
    request_collection()
    wanted = {id(obj) for obj in objs}
    return [holder for holder in live_objects()
            if any(id(held) in wanted for held in referents(holder))]


def is_tracked(obj, /):
    """Whether the object may hold others."""
    return not isinstance(obj, (int, float, complex, str, bytes, bytearray,
                                range, type(None)))


def is_finalized(obj, /):
    """False: a finalizer runs once, and then forgets the object."""
    return False


def freeze():
    """Nothing to do: what all agents share is never looked at again."""


def unfreeze():
    """Nothing to do."""


def get_freeze_count():
    """0"""
    return 0
