# Calls that the collector found due: see vm/interp/finalizers.cc.

async def _async_generator():
    yield


ASYNC_GENERATOR = type(_async_generator())


def run_due_calls():
    while True:
        call = None
        try:
            call = next_due_call()
            if call is None:
                return
            make_due_call(*call)
        except BaseException as e:
            report_unraisable(e, call)


def make_due_call(callback, obj):
    if callback is not None:
        callback(obj)
    elif type(obj) is ASYNC_GENERATOR:
        if HOOKS[1] is not None:
            HOOKS[1](obj)
    elif is_generator(obj):
        if is_unawaited(obj):
            warn_unawaited(obj)
        elif not is_closed(obj):  # One that awaited it may have closed it.
            generator_close(obj)
    else:
        method_of(obj, "__del__")()


def warn_unawaited(coroutine):
    warnings = modules().get("warnings")
    message = f"coroutine '{coroutine.__qualname__}' was never awaited"
    if warnings is not None:
        try:
            return warnings.warn(message, RuntimeWarning, 2)
        except (AttributeError, ImportError):
            # An import that this call has interrupted may be making what a
            # warning takes to show.
            if not module_locks:
                raise
    stderr.write("sys:1: RuntimeWarning: " + message + "\n")


# What runs once an agent's main thread has ended and others have not yet; see
# vm/sched/turn.cc.
def end_threading():
    modules()["threading"]._run_atexits()


# What the root agent's last thread runs; see vm/sched/turn.cc.
def run_at_exit():
    atexit = modules().get("atexit")
    if atexit is not None:
        atexit._run_exitfuncs()
    for coroutine in unawaited_coroutines():
        try:
            warn_unawaited(coroutine)
        except BaseException as e:
            report_unraisable(e, (None, coroutine))


# What nobody can catch goes to sys.unraisablehook.
def report_unraisable(exception, call):
    culprit = None
    if call is not None:
        culprit, obj = call
        if culprit is None:
            culprit = special(obj, "__del__") or obj
    try:
        args = UnraisableHookArgs(exception, culprit)
        modules()["sys"].unraisablehook(args)
    except BaseException as e:
        unraisablehook(UnraisableHookArgs(e, None))


class UnraisableHookArgs:
    """What sys.unraisablehook is called with."""

    def __init__(self, exception, culprit):
        self.exc_type = type(exception)
        self.exc_value = exception
        self.exc_traceback = exception.__traceback__
        self.err_msg = None
        self.object = culprit


UnraisableHookArgs.__module__ = "sys"


def unraisablehook(unraisable, /):
    """Writes the exception to sys.stderr."""
    if type(unraisable) is not UnraisableHookArgs:
        raise TypeError("sys.unraisablehook argument type must be "
                        "UnraisableHookArgs")
    text = traceback_text(say_exception(unraisable.exc_value))
    if unraisable.object is not None:
        text = ((unraisable.err_msg or "Exception ignored in") + ": "
                + repr(unraisable.object) + "\n" + text)
    say_to_stderr(text)


def say_to_stderr(text):
    # A program may have put a stream of its own there, or nothing.
    out = getattr(import_module("sys"), "stderr", None)
    if out is not None:
        out.write(text)


def excepthook(exctype, value, traceback, /):
    """Writes the exception to sys.stderr."""
    if not isinstance(value, BaseException):
        return say_to_stderr(
            "TypeError: print_exception(): Exception expected for value, "
            + type_name(value) + " found\n")
    if traceback is not None and value.__traceback__ is None:
        value.__traceback__ = traceback
    say_to_stderr(traceback_text(say_exception(value)))


# hash() of a weak reference to an object with a __hash__ of its own.
def weak_hash(ref):
    return keep_hash(ref, hash(ref()))
