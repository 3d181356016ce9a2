# Module atexit: what runs when the root agent's main thread has ended is not
# there yet; registering is refused rather than forgotten.


def register(func, /, *args, **kwargs):
    raise NotImplementedError("atexit.register() is not supported yet")


def unregister(func, /):
    pass
