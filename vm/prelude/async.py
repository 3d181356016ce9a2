# Awaiting: what `await`, `async for` and asynchronous generators drive.
#
# An asynchronous generator yields in two ways: at a `yield` of its own, which
# ends the awaiting of an asend() with that value, and at an `await` inside it,
# which is passed on to whoever drives the asend().  has_yielded() tells which.


def awaitable(x):
    iterator = method_of(x, "__await__")()
    if is_coroutine(iterator):
        raise TypeError("__await__() returned a coroutine")
    if special(iterator, "__next__") is None:
        raise TypeError("__await__() returned non-iterator of type '"
                        + type_name(iterator) + "'")
    return iterator


def awaitable_of(x):
    if is_coroutine(x):
        return x
    if special(x, "__await__") is None:
        raise TypeError("object " + type_name(x)
                        + " can't be used in 'await' expression")
    return awaitable(x)


def async_iter(x):
    method = method_of(x, "__aiter__")
    if method is None:
        raise TypeError("'async for' requires an object with __aiter__ method, "
                        "got " + type_name(x))
    iterator = method()
    if special(iterator, "__anext__") is None:
        raise TypeError("'async for' received an object from __aiter__ that "
                        "does not implement __anext__: "
                        + type_name(iterator))
    return iterator


def async_next(iterator):
    method = method_of(iterator, "__anext__")
    if method is None:
        raise TypeError("'async for' requires an iterator with __anext__ "
                        "method, got " + type_name(iterator))
    step = method()
    try:
        return awaitable_of(step)
    except BaseException as e:
        raise TypeError("'async for' received an invalid object from "
                        "__anext__: " + type_name(step)) from e


def aiter_of(x):
    method = method_of(x, "__aiter__")
    if method is None:
        raise TypeError("'" + type_name(x)
                        + "' object is not an async iterable")
    iterator = method()
    if special(iterator, "__anext__") is None:
        raise TypeError("aiter() returned not an async iterator of type '"
                        + type_name(iterator) + "'")
    return iterator


def anext_of(iterator):
    method = method_of(iterator, "__anext__")
    if method is None:
        raise TypeError("'" + type_name(iterator)
                        + "' object is not an async iterator")
    return method()


def anext_or(iterator, default):
    return anext_awaitable(anext_of(iterator), default)


# What __await__() of a coroutine gives.
class coroutine_wrapper:
    __module__ = "builtins"
    __slots__ = ("_coroutine",)

    def __init__(self, coroutine):
        self._coroutine = coroutine

    def __iter__(self):
        return self

    def __next__(self):
        return resume_generator(self._coroutine, None)

    def send(self, value):
        return self._coroutine.send(value)

    def throw(self, *thrown):
        check_thrown(thrown)
        return generator_throw(self._coroutine, thrown)

    def close(self):
        return self._coroutine.close()


# What anext(iterator, default) gives.
class anext_awaitable:
    __module__ = "builtins"
    __slots__ = ("_awaited", "_default")

    def __init__(self, awaited, default):
        self._awaited = awaited
        self._default = default

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def _iterator(self):
        awaited = awaitable_of(self._awaited)
        if is_coroutine(awaited):
            awaited = awaited.__await__()
        return awaited

    def __next__(self):
        iterator = self._iterator()
        try:
            return next_of(iterator)
        except StopAsyncIteration:
            pass
        raise StopIteration(self._default)

    def send(self, value):
        iterator = self._iterator()
        try:
            return iterator.send(value)
        except StopAsyncIteration:
            pass
        raise StopIteration(self._default)

    def throw(self, *thrown):
        check_thrown(thrown)
        iterator = self._iterator()
        try:
            return iterator.throw(*thrown)
        except StopAsyncIteration:
            pass
        raise StopIteration(self._default)

    def close(self):
        self._iterator().close()


HOOKS = [None, None]  # firstiter, finalizer; see sys.set_asyncgen_hooks


def show_to_hooks(generator):
    set_hooked(generator, True)
    if HOOKS[0] is not None:
        HOOKS[0](generator)


NEW, RUNNING, DONE = 0, 1, 2


def end_step(generator, exception):
    if isinstance(exception, (StopAsyncIteration, GeneratorExit)):
        set_async_closed(generator, True)
    set_awaited(generator, False)


# What asend() and __anext__() give.
class async_generator_asend:
    __module__ = "builtins"
    __slots__ = ("_generator", "_value", "_state")

    def __init__(self, generator, value):
        if not is_hooked(generator):
            show_to_hooks(generator)
        self._generator = generator
        self._value = value
        self._state = NEW

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def _check(self):
        if self._state == DONE:
            raise RuntimeError("cannot reuse already awaited "
                               "__anext__()/asend()")

    def __next__(self):
        return self.send(None)

    def send(self, value):
        generator = self._generator
        self._check()
        if self._state == NEW:
            if is_awaited(generator):
                raise RuntimeError("anext(): asynchronous generator is "
                                   "already running")
            if value is None:
                value = self._value
            self._state = RUNNING
        set_awaited(generator, True)
        try:
            result = resume_generator(generator, value)
        except BaseException as e:
            self._state = DONE
            end_step(generator, e)
            raise
        return self._passed(result)

    def throw(self, *thrown):
        check_thrown(thrown)
        generator = self._generator
        self._check()
        try:
            result = generator_throw(generator, thrown)
        except BaseException as e:
            self._state = DONE
            end_step(generator, e)
            raise
        return self._passed(result)

    def _passed(self, result):
        if not has_yielded(self._generator):
            return result
        self._state = DONE
        set_awaited(self._generator, False)
        raise StopIteration(result)

    def close(self):
        self._state = DONE


# What athrow() and aclose() give; `thrown` is None for aclose().
class async_generator_athrow:
    __module__ = "builtins"
    __slots__ = ("_generator", "_thrown", "_state")

    def __init__(self, generator, thrown):
        if not is_hooked(generator):
            show_to_hooks(generator)
        self._generator = generator
        self._thrown = thrown
        self._state = NEW

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def _check(self):
        if self._state == DONE:
            raise RuntimeError("cannot reuse already awaited "
                               "aclose()/athrow()")

    def __next__(self):
        return self.send(None)

    def send(self, value):
        generator = self._generator
        self._check()
        if is_closed(generator):
            self._state = DONE
            raise StopIteration
        if self._state == RUNNING:
            return self._step(resume_generator, (generator, value))
        if is_awaited(generator):
            self._state = DONE
            name = "aclose" if self._thrown is None else "athrow"
            raise RuntimeError(name + "(): asynchronous generator is already "
                               "running")
        if is_async_closed(generator):
            self._state = DONE
            raise StopAsyncIteration
        if value is not None:
            raise RuntimeError("can't send non-None value to a just-started "
                               "coroutine")
        self._state = RUNNING
        set_awaited(generator, True)
        thrown = self._thrown
        if thrown is None:
            set_async_closed(generator, True)
            thrown = (GeneratorExit,)
        return self._step(generator_throw, (generator, thrown, False))

    def throw(self, *thrown):
        check_thrown(thrown)
        self._check()
        return self._step(generator_throw, (self._generator, thrown))

    def _step(self, function, args):
        generator = self._generator
        try:
            result = function(*args)
        except BaseException as e:
            self._state = DONE
            end_step(generator, e)
            if self._thrown is not None \
                    or not isinstance(e, (StopAsyncIteration, GeneratorExit)):
                raise
        else:
            if not has_yielded(generator):
                return result
            self._state = DONE
            set_awaited(generator, False)
            if self._thrown is None:
                raise RuntimeError("async generator ignored GeneratorExit")
            raise StopIteration(result)
        raise StopIteration

    def close(self):
        self._state = DONE
