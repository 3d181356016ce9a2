# Iteration, generators, exceptions, threads.

# Generator::Type, for iterators that are generators here.
(ENUMERATE_ITEMS, ZIP_ITEMS, MAP_ITEMS, FILTER_ITEMS, REVERSED_ITEMS,
 CALLABLE_ITEMS, SEQUENCE_ITEMS) = 3, 4, 5, 6, 7, 8, 9


def iter_of(x):
    method = method_of(x, "__iter__")
    if method is not None:
        return method()
    if not is_blocked(x, "__iter__") and method_of(
            x, "__getitem__") is not None:
        return as_iterator(items_by_index(x, 0), SEQUENCE_ITEMS)
    raise TypeError("'" + type_name(x) + "' object is not iterable")


# iter(x), which looks at what it got, as a loop does too.
def iter_function(x):
    iterator = iter_of(x)
    if special(iterator, "__next__") is None:
        raise TypeError("iter() returned non-iterator of type '"
                        + type_name(iterator) + "'")
    return iterator


def items_by_index(x, i):
    while i >= 0:
        try:
            item = x[i]
        except (IndexError, StopIteration):
            i = -1
            return
        i += 1
        yield item


def next_of(iterator):
    method = method_of(iterator, "__next__")
    if method is None:
        raise TypeError("'" + type_name(iterator)
                        + "' object is not an iterator")
    return method()


def next_or(iterator, default):
    try:
        return method_of(iterator, "__next__")()
    except StopIteration:
        return default


def send(iterator, value):
    return iterator.send(value)


def unpack(items, count):
    result = []
    if method_of(items, "__iter__") is None:
        if method_of(items, "__getitem__") is None:
            raise TypeError("cannot unpack non-iterable "
                            + type_name(items) + " object")
    for item in items:
        if len(result) == count:
            raise ValueError("too many values to unpack (expected "
                             + str(count) + ")")
        result.append(item)
    if len(result) < count:
        raise ValueError("not enough values to unpack (expected " + str(count)
                         + ", got " + str(len(result)) + ")")
    return tuple(result)


def unpack_star(items, before, after):
    if method_of(items, "__iter__") is None:
        if method_of(items, "__getitem__") is None:
            raise TypeError("cannot unpack non-iterable "
                            + type_name(items) + " object")
    result = []
    for item in items:
        result.append(item)
    n = len(result)
    if n < before + after:
        raise ValueError("not enough values to unpack (expected at least "
                         + str(before + after) + ", got " + str(n) + ")")
    middle = result[before:n - after]
    return (*result[:before], middle, *result[n - after:])


# What goes wrong in making the exception is thrown in its place.
def called_exception(typ, value):
    args = value if isinstance(value, tuple) else (value,)
    try:
        exception = typ() if value is None else typ(*args)
        if isinstance(exception, BaseException):
            return exception
        raise TypeError(f"calling {typ!r} should have returned an instance of "
                        f"BaseException, not {type_name(exception)}")
    except BaseException as e:
        return e


def as_exception(typ, value=None, tb=None):
    if tb is not None and type(tb).__name__ != "traceback":
        raise TypeError("throw() third argument must be a traceback object")
    if isinstance(typ, type) and issubclass(typ, BaseException):
        if not isinstance(value, typ):
            value = called_exception(typ, value)
    elif isinstance(typ, BaseException):
        if value is not None:
            raise TypeError("instance exception may not have a separate value")
        value = typ
    else:
        raise TypeError("exceptions must be classes or instances deriving "
                        "from BaseException, not " + type_name(typ))
    if tb is not None:
        value = value.with_traceback(tb)
    return value


# What closing the delegate ends in, if not well.
def close_delegate(generator, delegate):
    try:
        close = getattr(delegate, "close", None)
    except BaseException as e:
        report_unraisable(e, (generator, None))
        return None
    if close is not None:
        try:
            close()
        except BaseException as e:
            return e


def is_exit(typ):
    return plain_issubclass(typ if isinstance(typ, type) else type(typ),
                            GeneratorExit)


# `thrown` is what throw() was given: only a generator makes an exception of
# it, other delegates get it as it is.  An `aclose` throws GeneratorExit into
# what is awaited too, where `close` only closes it.
def generator_throw(generator, thrown, closes=True):
    exception = None
    delegate = delegate_of(generator)
    if delegate is not None:
        if closes and is_exit(thrown[0]):
            exception = close_delegate(generator, delegate)
        else:
            throw = getattr(delegate, "throw", None)
            if throw is not None:
                ended = False
                # What runs on must not find itself in one of these handlers.
                try:
                    if is_generator(delegate):
                        return generator_throw(delegate, thrown, closes)
                    return throw(*thrown)
                except StopIteration as e:
                    ended, result = True, e.value
                except BaseException as e:
                    exception = e
                if ended:
                    return end_delegate(generator, result)
    if exception is None:
        exception = as_exception(*thrown)
    return throw_into(generator, exception)


# Of a throw() in the prelude.
def check_thrown(thrown):
    if not thrown:
        raise TypeError("throw expected at least 1 argument, got 0")
    if len(thrown) > 3:
        raise TypeError("throw expected at most 3 arguments, got "
                        + str(len(thrown)))


def generator_close(generator):
    try:
        generator_throw(generator, (GeneratorExit,))
    except (GeneratorExit, StopIteration):
        return
    kind = "coroutine" if is_coroutine(generator) else "generator"
    raise RuntimeError(kind + " ignored GeneratorExit")


def raise_from(exception, cause):
    if isinstance(exception, type):
        exception = exception()
    if not isinstance(exception, BaseException):
        raise TypeError("exceptions must derive from BaseException")
    if isinstance(cause, type) and issubclass(cause, BaseException):
        cause = cause()
    if cause is not None and not isinstance(cause, BaseException):
        raise TypeError("exception causes must derive from BaseException")
    exception.__cause__ = cause
    return exception


def say_exception(exception):
    # Keeps the texts of an exception that nothing caught, of those that led
    # to it and of a group's, where FormatException() finds them.
    said = []
    waiting = [exception]
    while waiting and len(said) < 1000:
        at = waiting.pop()
        if any([other is at for other in said]):
            continue
        said.append(at)
        try:
            text = str(at)
        except BaseException:
            text = "<exception str() failed>"
        object.__setattr__(at, "<text>", text)
        notes = getattr(at, "__notes__", None)
        if notes is not None:
            object.__setattr__(at, "<notes>", notes_text(notes))
        if at.__cause__ is not None:
            waiting.append(at.__cause__)
        elif at.__context__ is not None and not at.__suppress_context__:
            waiting.append(at.__context__)
        if isinstance(at, BaseExceptionGroup):
            waiting.extend(at.exceptions)
    return exception


# Tells the program's own sys.excepthook; gives what the thread then ends in.
def call_excepthook(exception):
    try:
        modules()["sys"].excepthook(type(exception), exception,
                                    exception.__traceback__)
    except BaseException as e:
        e.__context__ = None
        stderr.write("Error in sys.excepthook:\n"
                     + traceback_text(say_exception(e))
                     + "\nOriginal exception was:\n")
        return say_exception(exception)
    return SystemExit(1)


def syntax_error_init(self, message, where):
    SyntaxError.__init__(self, message, tuple(where))
    self.args = message, where


def notes_text(notes):
    if isinstance(notes, dict) or method_of(notes, "__getitem__") is None:
        try:
            return repr(notes) + "\n"
        except BaseException:
            return "<__notes__ repr() failed>\n"
    text = ""
    for note in notes:
        try:
            text += str(note) + "\n"
        except BaseException:
            text += "<note str() failed>\n"
    return text


def call_spread(function, args, kwargs):
    return function(*args, **kwargs)


def thread_main(function, args, kwargs):
    if kwargs is None:
        return function(*args)
    return function(*args, **kwargs)
