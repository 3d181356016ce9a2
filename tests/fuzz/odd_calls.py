# Calls what modules are made of with odd arguments: odd_calls.py SEED COUNT.
# Whatever it is called with, nothing may end the process.  Before each call its
# name goes to stderr.  Run by natives.py.
import random
import sys

# They wait, end the program, or start what is not ours to end.
LEFT_OUT = {"abort", "acquire", "breakpoint", "exit", "input", "join",
            "kill", "quit", "receive", "setrecursionlimit", "sleep", "spawn",
            "spawn_many"}


MODULES = """
    _abc _ast _codecs _collections _contextvars _functools _io _json _queue
    _sre _string _thread _weakref abc atexit bisect builtins codecs collections
    contextlib copy enum errno functools gc heapq inspect io itertools json
    math midge operator queue random re statistics string sys threading time
    traceback types typing unicodedata warnings weakref
    """.split()


def comes_along():
    # The modules of a program are those that its imports name.
    import abc, atexit, bisect, codecs, collections, contextlib, copy, enum
    import functools, heapq, inspect, json, operator, queue, random, re
    import statistics, string, threading, traceback, types, typing, warnings
    import weakref


class Plain:
    pass


class Meta(type):
    pass


class Int(int):
    pass


class Str(str):
    pass


class List(list):
    pass


class Dict(dict):
    pass


def function(a=1, *args, b=2, **kwargs):
    return a


def generator():
    yield 1


ODD = [
    None, True, ..., NotImplemented, 0, 1, -1, 3, 10 ** 4, 2 ** 40, 2 ** 70,
    -2 ** 70, 1.5, float("nan"), 1j, "", "a", "abc", "w", ".", "%s", "{}",
    "utf-8", "\xe9\U0001f600", b"", b"ab", bytearray(b"q"), memoryview(b"ab"),
    (), (1, 2), (1, "a", None), ("a",), (function,), ((1, 2), (3, 4)), [],
    [1, 2, 3], ["a"], [(1, 2)], {}, {"a": 1}, {1: 2}, {1, 2}, frozenset(),
    range(3), slice(1, 2), Plain, Plain(), Meta, Meta("N", (), {}), Int(3),
    Str("x"), List([1]), Dict(), function, function.__code__, lambda x: x,
    generator, generator(), len, [1].append, int, str, list, dict, type, map,
    object, object(), super, property(function), staticmethod(function),
    classmethod(function), iter([1]), enumerate([1]), zip(), reversed([1]),
    {}.keys(), {"a": 1}.items(), Exception, Exception("x"), sys,
]


class Callables:
    """What can be called, found from modules on; `named` has pairs."""

    def __init__(self):
        self.named = []
        self._seen = set()

    def add(self, name, value):
        if id(value) in self._seen:
            return
        self._seen.add(id(value))
        if callable(value) or hasattr(type(value), "__get__"):
            self.named.append((name, value))
        if isinstance(value, type):
            self.add_all(name, vars(value))
        # What a function sees, its caller may get at.
        self.add_all(name, getattr(value, "__globals__", {}))

    def add_all(self, name, namespace):
        if id(namespace) in self._seen:
            return
        self._seen.add(id(namespace))
        for key, value in list(namespace.items()):
            if isinstance(key, str) and key.strip("_") not in LEFT_OUT:
                self.add(f"{name}.{key}", value)


def call(value, args):
    if not callable(value):
        return type(value).__get__(value, *args)
    return value(*args)


def main():
    chosen = random.Random(int(sys.argv[1]))
    found = Callables()
    modules = chosen.sample(MODULES, 6)
    sys.__stderr__.write(f"modules: {' '.join(modules)}\n")
    for module in modules:
        found.add_all(module, vars(__import__(module)))
    for i in range(int(sys.argv[2])):
        name, value = chosen.choice(found.named)
        args = [chosen.choice(ODD)
                for _ in range(chosen.choice((0, 1, 1, 2, 2, 3, 3, 4, 5)))]
        kinds = ", ".join(type(arg).__name__ for arg in args)
        sys.__stderr__.write(f"{i}: {name}({kinds})\n")
        try:
            repr(call(value, args))
        except BaseException:
            pass


main()
