"""Pieces of generated programs about control: generators, coroutines, errors.

A mixin of Programs (tests/fuzz/programs.py); see program_values.py.
"""


class FlowPieces:

    def tag(self):
        return f"print({self.pick('abcdefgh')!r})"

    def an_error(self):
        return self.pick(["ValueError('v')", "KeyError('k')", "TypeError", "IndexError(1, 2)", "Exception()",
                          "StopIteration(5)", "RuntimeError('r')", "ZeroDivisionError", "OSError(2, 'gone')",
                          "AttributeError('at')", "KeyboardInterrupt", "GeneratorExit", "LookupError('l')"])

    def caught(self):
        return self.pick(["ValueError", "KeyError", "LookupError", "Exception", "(TypeError, KeyError)", "BaseException",
                          "ArithmeticError", "RuntimeError", "StopIteration", "OSError", "GeneratorExit"])

    # --- Blocks that are left in every way ------------------------------------

    def flow(self, depth, loop, leaves):
        """Statements that print where they are, and may leave."""
        pad = lambda lines: ["    " + line for line in lines]
        lines = []
        for _ in range(self.random.randint(1, 2)):
            choice = self.random.randrange(9) if depth > 0 else 8
            inner = lambda l=loop: pad(self.flow(depth - 1, l, leaves))
            if choice < 3:
                lines += ["try:"] + inner()
                if self.chance(0.7):
                    lines += [f"except {self.caught()} as e:", "    print(repr(e), repr(e.__context__), repr(e.__cause__), e.__suppress_context__)"] + inner()
                    if self.chance(0.3):
                        lines += ["else:"] + inner()
                    if self.chance(0.5):
                        lines += ["finally:"] + inner()
                else:
                    lines += ["finally:"] + inner()
            elif choice == 3:
                n = self.name("n")
                lines += [f"for {n} in range({self.random.randint(0, 3)}):"] + inner(True)
                if self.chance(0.4):
                    lines += ["else:"] + inner()
            elif choice == 4:
                lines += [f"with Guard({self.pick('pqr')!r}, {self.pick(['True', 'False', 'ValueError', 'LookupError'])}):"] + inner()
            elif choice == 5:
                lines += [f"if {self.pick(['n > 1', 'n % 2', 'not n', 'True', 'n == 3'])}:"] + inner()
                if self.chance(0.4):
                    lines += ["else:"] + inner()
            elif choice == 6:
                lines += ["while n < 4:", "    n += 1"] + inner(True)
            else:
                lines.append(self.tag())
        exits = [f"raise {self.an_error()}", f"raise {self.an_error()} from {self.an_error()}", "raise", self.tag(), self.tag(), f"raise {self.an_error()} from None"] + leaves
        if loop:
            exits += ["break", "continue", "break", "continue"]
        if self.chance(0.45):
            lines.append(self.pick(exits))
        return lines

    def piece_flow(self):
        f = self.name("f")
        body = self.flow(3, False, ["return n", "return 'r'", "return"])
        lines = [f"def {f}(n):"] + ["    " + line for line in body]
        for n in range(self.random.randint(1, 4)):
            lines += ["try:", f"    print({f}({n}))", "except BaseException as e:", "    print(repr(e), chain(e))"]
        return lines

    def piece_generator(self):
        g, o = self.name("g"), self.name("o")
        inner = self.pick(["yield 1", "n = (yield n) or n", "x = yield; print('got', x)", "yield from range(2)", "yield from other()", "return n", "yield n + 1"])
        body = self.flow(2, False, [inner, inner, "yield 2", "return 3", "r = yield from other(); print('r', r)", "x = yield 4; print('got', x)"])
        # An inner generator that ignored GeneratorExit would be finalized by
        # CPython as soon as the outer one lets go of it.
        caught = self.caught()
        answers = ["yield 3", "raise", "pass"]
        if caught in ("BaseException", "GeneratorExit"):
            answers.remove("yield 3")
        lines = [f"def {g}(n=0):", "    def other():", "        try:", "            x = yield 'o1'", "            print('o', x)", "            yield 'o2'",
                 f"        except {caught} as e:", "            print('o caught', repr(e))", f"            {self.pick(answers)}",
                 "        finally:", "            print('o end')", "        return 'o r'", f"    {inner}"] + ["    " + line for line in body] + [f"    yield 'last'", f"{o} = {g}({self.random.randint(0, 3)})"]
        for _ in range(self.random.randint(3, 8)):
            do = self.pick([f"next({o})", f"{o}.send({self.pick(['None', '1', repr('s')])})", f"{o}.throw({self.an_error()})", f"{o}.close()", f"list({o})[:5]", f"next({o}, 'd')", f"{o}.gi_running, {o}.gi_frame is None, {o}.gi_yieldfrom is None", f"[x for x in {o}]", f"a, b = {o}" if 0 else f"max({o}, default=0, key=str)", f"{o}.throw(ValueError, 'x')", f"{o}.send(1, 2)"])
            lines += ["try:", f"    print({do})", "except BaseException as e:", "    print(repr(e), chain(e))"]
        return lines + [f"close({o})"]

    def piece_coroutine(self):
        f, o = self.name("f"), self.name("o")
        body = self.flow(2, False, ["await Wait('w')", "return n", "r = await inner(); print('r', r)", "await Wait(n)", "async with AGuard(1) as w: print('aw', w); await Wait('in')",
                                    "async for i in agen(): print('i', i)", "print([i async for i in agen()])", "print([await inner() for _ in range(2)])", "print({i: 1 async for i in agen() if i})",
                                    "await 5", "async for i in [1]: pass", "async with Guard('x', True): pass", "return await Wait(9)"])
        lines = [f"async def {f}(n):", "    async def inner():", "        x = await Wait('i')", "        print('inner', x)", "        return x", "    async def agen():", "        for i in range(3):", f"            {self.pick(['yield i', 'yield i; await Wait(i)', 'x = yield i; print(x)', 'yield i; 1 / (1 - i)'])}",
                 f"    {self.pick(['await Wait(1)', 'await inner()', 'pass', 'print([x async for x in agen()])'])}"] + ["    " + line for line in body] + ["    return 'end'"]
        lines += [f"{o} = {f}({self.random.randint(0, 3)})"]
        for _ in range(self.random.randint(1, 6)):
            do = self.pick([f"{o}.send(None)", f"{o}.send('s')", f"{o}.throw({self.an_error()})", f"{o}.close()", f"{o}.cr_running, {o}.cr_await is None", f"next({o})", f"list({o})"])
            lines += ["try:", f"    print({do})", "except BaseException as e:", "    print(repr(e), chain(e))"]
        return lines + [f"drive({f}(1))", f"close({o})"]

    def piece_async_generator(self):
        f, o = self.name("f"), self.name("o")
        body = self.flow(2, False, ["yield n", "await Wait('w')", "x = yield 'y'; print('got', x)", "return"])
        lines = [f"async def {f}(n):", "    yield 'first'"] + ["    " + line for line in body] + ["    yield 'last'", f"{o} = {f}({self.random.randint(0, 3)})"]
        for _ in range(self.random.randint(2, 6)):
            do = self.pick([f"{o}.asend(None)", f"{o}.asend(4)", f"{o}.__anext__()", f"{o}.athrow({self.an_error()})", f"{o}.aclose()", f"anext({o})", f"anext({o}, 'dflt')"])
            lines.append(f"drive({do})")
        return lines + [f"drive({o}.aclose())"]

    # --- Exceptions -----------------------------------------------------------

    def a_group(self, depth=2):
        parts = []
        for _ in range(self.random.randint(1, 3)):
            if depth and self.chance(0.35):
                parts.append(self.a_group(depth - 1))
            else:
                parts.append(self.pick(["ValueError(1)", "TypeError('t')", "KeyError('k')", "OSError(2, 'x')", "ZeroDivisionError()", "IndexError('i')"]))
        return f"ExceptionGroup({self.pick(['g', 'h'])!r}, [{', '.join(parts)}])"

    def piece_groups(self):
        pad = lambda lines: ["    " + line for line in lines]
        clauses = []
        for kind in self.random.sample(["ValueError", "TypeError", "LookupError", "(OSError, KeyError)", "ArithmeticError", "Exception"], self.random.randint(1, 3)):
            do = self.pick(["pass", f"raise {self.an_error().replace('KeyboardInterrupt', 'ValueError').replace('GeneratorExit', 'TypeError')}", "raise", "raise RuntimeError('n') from e", "e.add_note('note')", "print(e.split(ValueError))"])
            clauses += [f"except* {kind} as e:", f"    print({kind!r}, repr(e), e.exceptions)", f"    {do}"]
        tail = self.pick([[], ["finally:", "    print('fin')"]])
        raised = self.pick([self.a_group(), self.a_group(), self.a_group(), "ValueError('bare')", "KeyError(1)"])
        lines = ["try:", "    try:", f"        raise {raised}{self.pick(['', '', ' from ValueError(0)'])}"] + pad(clauses + tail) + ["except BaseException as e:", "    print(tree(e))"]
        lines += self.shown([self.pick([f"{self.a_group()}.split({self.pick(['ValueError', '(KeyError, TypeError)', 'lambda e: bool(e.args)', '5'])})", f"{self.a_group()}.subgroup(LookupError)", f"str({self.a_group()})",
                                        f"{self.a_group()}.derive([ValueError(2)])", "ExceptionGroup('m', [])", "ExceptionGroup('m', [1])", "ExceptionGroup(1, [ValueError()])", "BaseExceptionGroup('b', [ValueError()])",
                                        "BaseExceptionGroup('b', [KeyboardInterrupt()])", "ExceptionGroup('b', [KeyboardInterrupt()])", f"{self.a_group()}.message, {self.a_group()}.args"]) for _ in range(3)])
        return lines

    def piece_errors(self):
        """Exceptions as objects."""
        c = self.name("E")
        lines = [f"class {c}({self.pick(['Exception', 'ValueError', 'KeyError', 'StopIteration'])}):", f"    {self.pick(['pass', 'def __str__(self): return %r' % 'S', 'def __init__(self, *a): self.extra = a', 'x = 1'])}"]
        def make():
            e = self.pick([f"{c}()", f"{c}('m')", f"{c}(1, 2)", self.an_error().replace("StopIteration(5)", "StopIteration(5)"), "OSError(2, 'm', 'file')", "OSError(13, 'm')", "OSError('x')", "UnicodeDecodeError('utf-8', b'ab', 0, 1, 'why')",
                           "UnicodeEncodeError('ascii', 'ä', 0, 1, 'why')", "SystemExit(3)", "StopIteration()", "SyntaxError('m', ('f', 1, 2, 'text'))", "ImportError('i', name='n', path='p')", "NameError('n', name='q')", "AttributeError('a', name='q', obj=1)", "KeyError('a', 'b')", "KeyError()", "UnicodeTranslateError('ab', 0, 1, 'r')", "Warning('w')"])
            if "(" not in e:
                e += "()"
            return self.pick([f"str({e})", f"repr({e})", f"{e}.args", f"{e}.__cause__, {e}.__context__, {e}.__suppress_context__, {e}.__traceback__", f"{e}.with_traceback(None)", f"{e}.with_traceback(1)", f"noted({e})", f"getattr({e}, {self.pick(['value', 'code', 'errno', 'filename', 'strerror', 'msg', 'lineno', 'name', 'obj', 'reason', 'start', 'object', 'extra', 'text', 'offset'])!r}, 'none')",
                              f"{e} == {e}", f"isinstance({e}, (LookupError, OSError))", f"[k.__name__ for k in type({e}).__mro__]", f"setattr({e}, 'args', (7,))", f"setattr({e}, 'args', 5)", f"setattr({e}, '__cause__', 1)", f"setattr({e}, 'foo', 1)", f"{e}.add_note(1)", f"bool({e})", f"({e}).__class__({e}).args", f"{e}(1)"])
        return lines + self.several(make, 8)

    def piece_uncaught(self):
        """Ends the program: with a traceback, mostly."""
        f, g, c = self.name("f"), self.name("g"), self.name("C")
        wrong = self.pick(["1 / x", "x.absent", "[][x]", "{}[x]", "absent_name", "x()", "'a' + x", "x[0][1]", "int('z')", "f'{x:q}'", "(x +\n        'b')", "len(x,\n            1)", "x.real.imag.foo", "-'s'", "max(\n        x)",
                           "[y / 0 for y in [x]]", "(lambda: x / 0)()", "sum(y / 0 for y in [x])", "{y: y.z for y in [x]}", "print(x, *x)", "x[1:2]", "x @ x", "x < 's'", "'%d' % 'q'", "(x := x.q)", "x if x / 0 else 1", "not x.q", "int.bit_lenght", "lenn(x)", "next(iter([]))", "sorted([x, 's'])",
                           "raise_it(x)", "eval('1 +')", "eval('x.y', {'x': 1})", "exec('def q():\\n  1/0\\nq()')", "assert_it(x == 'no', 'why')", "a.b.c.d", "x.y.z(1)(2)", "[1, 2, 3][x + 5:][0]", "dict([x])", "'é' + x.ö", "open_it()", "object().foo", "print.foo", "super().x", "type(x)(1, 2, 3, 4)", "x._private"])
        error = lambda: self.an_error().replace("KeyboardInterrupt", "EOFError")
        raiser = self.pick([[f"    return {wrong}"], [f"    return {wrong}"], [f"    raise {error()}"], [f"    raise {error()} from {error()}"], ["    assert x == 'no', 'message'"], ["    a, b = x,"], ["    global zz", "    del zz"], ["    with x: pass"], ["    for i in x: pass"],
                            ["    import nowhere_at_all"], ["    from math import nothing"], ["    x.attr = 1"], ["    x[0] = 1"], ["    del x[0]"], ["    x += 's'"], [f"    raise {self.a_group()}"], ["    raise SystemExit(3)"], ["    raise SystemExit('bye')"], ["    raise x"], [f"    return {f}"],
                            ["    match x:", "        case int(real=1, foo=2): pass", "        case int(1, 2): pass"], ["    try:", "        1 / 0", "    finally:", "        x.y"], ["    try:", f"        {wrong}", "    except Exception as e:", "        raise KeyError('second')"],
                            ["    try:", "        1 / 0", "    except ZeroDivisionError as e:", "        e.add_note('a note')", "        e.add_note('and\\nmore')", "        raise"], ["    e = ValueError('x' * 3)", "    e.__notes__ = ['n']", "    raise e"], ["    raise ValueError('line\\nbreak')"]])
        raiser = "\n".join(raiser).split("\n")
        lines = ["def raise_it(x): raise ValueError(x)", "def assert_it(x, y): assert x, y", f"def {f}(x):"] + raiser
        call = f"{f}({self.pick(['1', '3', '0'])})"
        way = self.random.randrange(12)
        if way == 0:
            lines += [f"class {c}:", f"    y = {call}"]
        elif way == 1:
            lines += [f"def {g}():", f"    yield {call}", f"list({g}())"]
        elif way == 2:
            lines += [f"print([{call} for _ in range(2)])"]
        elif way == 3:
            lines += [f"class {c}:", "    def __init__(self, v):", "        self.v = self.go(v)", "    def go(self, v):", f"        return {call}", f"{c}(1)"]
        elif way == 4:
            lines += ["try:", f"    {call}", "except Exception as e:", f"    raise {error()}{self.pick(['', ' from e', ' from None'])}"]
        elif way == 5:
            lines += [f"@lambda f: {call}", f"def {g}(): pass"]
        elif way == 6:
            lines += [f"async def {g}():", f"    return {call}", f"{o}.send(None)" if (o := None) else f"{g}().send(None)"]
        elif way == 7:
            lines += [f"print(max([1, 2], key=lambda k: {call}))"]
        elif way == 8:
            lines += [f"with Guard('last', {self.pick(['True', 'False', 'ValueError'])}):", f"    {call}"]
        elif way == 9:
            lines += [f"exec({('def q(n):' + chr(10) + '    return ' + call + chr(10) + 'q(1)')!r})"]
        elif way == 10:
            lines += [f"{g} = lambda *a: (", f"    {call},", "    2)", f"print(1, {g}(), 2)"]
        else:
            lines += [call]
        return lines + ["print('not there')"]

    # --- Names and scopes -----------------------------------------------------

    def piece_scopes(self):
        f, v = self.name("f"), self.name("v")
        pad = lambda n, lines: ["    " * n + line for line in lines]
        access = lambda: self.pick([f"print({v})", f"{v} = {self.random.randint(0, 9)}", f"{v} += 1", f"del {v}", f"for {v} in range(2): pass", f"print([{v} for {v} in 'ab'], [{v} for _ in 'x'])", f"(lambda: print({v}))()",
                                    f"print(({v} := 4))", f"print([({v} := q) for q in 'xy'])", f"class {v}: pass", f"def {v}(): pass", f"try: 1/0\nexcept Exception as {v}: pass", f"with Guard(1, True) as {v}: pass", f"print({v!r} in locals(), {v!r} in globals())",
                                    f"exec({v!r} + ' = 7')", f"print(eval({v!r}))", f"match 5:\n    case {v}: pass", f"print([lambda: {v} for {v} in range(3)][0]())", f"print({{{v}: {v} for {v} in 'ab'}})", f"{v}: int", f"{v}: int = 3", f"globals()[{v!r}] = 'gl'", f"print(sorted(k for k in locals() if k == {v!r}))"])
        declare = self.pick(["", f"global {v}", f"nonlocal {v}", ""])
        lines = [f"{v} = 'top'"] if self.chance(0.7) else []
        source = [f"def {f}({self.pick(['', v + '=0'])}):"]
        if self.chance(0.6):
            source += pad(1, [f"{v} = 'outer'"])
        level, inner = 1, []
        for _ in range(self.random.randint(0, 2)):
            name = self.pick(["", f"inner{level}", f"inner{level}"])
            source += pad(level, [f"def {name}():" if name else "class Inner:"])
            inner.append(name)
            level += 1
            declare = self.pick(["", "", f"global {v}", f"nonlocal {v}"])
            if declare:
                source += pad(level, [declare])
            for _ in range(self.random.randint(1, 3)):
                source += pad(level, access().split("\n"))
        while level > 1:
            level -= 1
            name = inner.pop()
            if name:
                source += pad(level, [f"try: {name}()", "except NameError as e: print(type(e).__name__, e)"])
            source += pad(level, access().split("\n"))
        source += pad(1, ["return"])
        text = "\n".join(source)
        return lines + ["try:", f"    exec({text!r})", f"    {f}()", "except Exception as e:", "    print(type(e).__name__, e)", f"print(globals().get({v!r}, 'gone').__class__)"]

    def piece_comprehensions(self):
        def source(depth):
            x = self.pick("xyz")
            over = self.pick(["range(3)", "'ab'", "[[1, 2], [3]]", f"({source(depth - 1)})" if depth else "(1, 2)", "enumerate('ab')", "{1: 2}.items()"])
            target = self.pick([x, x, x, f"{x}, *_"]) if over not in ("enumerate('ab')", "{1: 2}.items()") else f"{x}, q"
            if target.endswith("_") and over in ("range(3)", "(1, 2)"):
                target = x
            body = self.pick([x, f"({x}, 1)", f"(lambda: {x})()", f"{x} * 2", f"[{x}]", f"str({x})", source(depth - 1) if depth else f"(w := {x})"])
            condition = self.pick(["", "", f" if {x}", f" if {x} != 1 if not {x} == 'a'", f" for y in [{x}]", f" for {x} in [{x}, 5]"])
            left, right = self.pick(["[]", "[]", "()", "[]"])
            made = f"{left}{body} for {target} in {over}{condition}{right}"
            return f"list{made}" if left == "(" else made
        c = self.name("C")
        lines = self.shown([source(2) for _ in range(self.random.randint(1, 4))])
        if self.chance(0.5):
            lines += ["try:", f"    class {c}:", "        n, m = 3, [1, 2]", f"        a = {self.pick(['[i for i in range(n)]', '[n for i in m]', '[i for i in m if i in [1]]', 'list(i * n for i in m)', '{i: j for i in m for j in range(i)}', '(lambda: 5)()', '[__class__ for i in m]'])}", f"    print({c}.a)", "except Exception as e:", "    print(type(e).__name__, e)"]
        return lines

    def piece_stars(self):
        a, b, c = (self.name("u") for _ in range(3))
        f = self.name("f")
        lines = [f"def {f}(*a, **k): return a, k", f"{a}, {b} = [1, 2], 'xy'"]
        lines += self.shown([self.pick([f"{f}(*{a}, 3, *{b}, k=1, **{{'z': 2}})", f"{f}(*{a}, k=1, *{b})", f"{f}(**{{'a': 1}}, **{{'b': 2}})", f"{f}(**{{'a': 1}}, **{{'a': 2}})", f"{f}(a=1, **{{'a': 2}})", f"{f}(*{a}, **{{1: 2}})", f"{f}(*5)", f"{f}(**5)",
                                        f"[*{a}, *{b}, *{{}}, *range(2)]", f"(*{a},)", f"{{*{a}, *{a}}}", f"{{**{{'a': 1}}, 'a': 2, **{{'b': 3}}}}", f"box(0)[*{a}]", f"box(0)[*{a}, 1:2]", f"print(*{a}, *{b}, sep='-')", f"[*None]", f"{{**[1]}}", f"(*{a}, *{b})[1:3]"]) for _ in range(4)])
        for _ in range(3):
            lines += ["try:", "    " + self.pick([f"{c}, *{c}r = {a}", f"*{c}, {c}r = {b}", f"{c}, ({c}q, *{c}r) = 1, {b}", f"for {c}, *{c}r in [{a}, {b}, 'pqr']: print({c}, {c}r)", f"{c} = *{a}, *{b}", f"[{c}, *{c}r] = ()", f"{c}, {c}r, *_ = {{1: 2}}", f"for {c} in *{a}, *{b}: print({c})", f"{c}, {c}r = 1", f"({c},) = {a}", f"{c}, *{c}q, {c}r = range(5)"]),
                      f"    print({c})", "except Exception as e:", "    print(type(e).__name__, e)"]
        lines += [f"def {f}2(): return *{a}, *{b}", f"show(lambda: {f}2())"]
        return lines

    def piece_with(self):
        n = lambda: self.pick(["Guard('a', True)", "Guard('b', False)", "Guard('c', ValueError)", "Guard('d', KeyError)", "BadEnter()", "BadExit()", "5", "open_it"])
        v = self.name("w")
        items = [n() + self.pick(["", f" as {v}", f" as ({v}, *_)", f" as {v}1[0]"]) for _ in range(self.random.randint(1, 3))]
        head = "with " + ", ".join(items) + ":" if self.chance(0.6) else "with (" + ", ".join(items) + self.pick(["", ","]) + "):"
        return [f"{v}1 = [0]", "try:", f"    {head}", f"        {self.pick(['pass', 'raise ' + self.an_error(), '1 / 0', 'print(1)'])}", "    print('after')", "except BaseException as e:", "    print(repr(e), chain(e))"]

    def a_pattern(self, depth=2):
        v = self.name("m")
        self.captured.append(v)
        if depth == 0 or self.chance(0.3):
            return self.pick([v, "_", "0", "1", "-1", "'a'", "None", "True", "1.5", "b'x'", "Point.origin", "int.real", "-2.5", "1+2j", "'a' 'b'"])
        p = lambda: self.a_pattern(depth - 1)
        choice = self.random.randrange(9)
        if choice == 0:
            return f"[{', '.join(p() for _ in range(self.random.randint(0, 3)))}]"
        if choice == 1:
            star = self.pick(["*_", f"*{v}"])
            return f"({p()}, {star}{self.pick(['', ', ' + p()])})"
        if choice == 2:
            rest = self.pick(["", f", **{v}"])
            return f"{{'a': {p()}{self.pick(['', ', 1: ' + p()])}{rest}}}"
        if choice == 3:
            return f"Point({self.pick([p(), p() + ', ' + p(), 'x=' + p(), p() + ', y=' + p(), '', p() + ', ' + p() + ', ' + p(), p() + ', x=' + p(), 'z=' + p()])})"
        if choice == 4:
            return self.pick(["int()", "str()", f"int({v})", "float(0.5)", "list([1, _])", f"dict(a={v})", "bool(True)", f"str({v})", "(int() | str())", "set()", "tuple((1, 2))"])
        if choice == 5:
            return f"({self.pick(['1', 'None', repr('a'), '[]', 'int()'])} | {self.pick(['2', 'Point()', 'str()', '[_, 1]', '{}'])})"
        if choice == 6:
            return f"({p()} as {v})"
        return f"[{p()}, {p()}]"

    def piece_match(self):
        subject = self.pick(["1", "'a'", "[1, 2]", "(0, 'a')", "{'a': 1}", "{'a': [1, 2], 1: 0, 'b': 3}", "Point(1, 2)", "Point(0, [1])", "None", "True", "1.5", "b'x'", "[Point(1, 2), 'a']", "range(3)", "'ab'", "[[1, 2], [3]]", "1+2j", "{1}", "(1, 2)", "Point", "bytearray(b'ab')", "{}"])
        lines = ["try:", f"    match {subject}:"]
        for _ in range(self.random.randint(1, 4)):
            self.captured = []
            pattern = self.a_pattern()
            guard = self.pick(["", "", "", f" if {self.pick(['1 / 0', '0', '1', 'print(7)'])}"])
            names = [n for n in self.captured if n in pattern.replace("*", " ").replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " ").replace(",", " ").replace("{", " ").replace("}", " ").replace(":", " ").replace("=", " ").split()]
            if not guard and (pattern == "_" or pattern in self.captured):
                guard = " if 0"
            lines += [f"        case {pattern}{guard}:", f"            print(plain([{', '.join(names)}]))"]
        return lines + ["        case _:", "            print('none')", "except Exception as e:", "    print(type(e).__name__, e)"]

    # --- Text that is compiled ------------------------------------------------

    def piece_syntax(self):
        """A statement with a token dropped, doubled or put elsewhere."""
        source = self.pick(STATEMENTS)
        tokens = self.tokens(source)
        for _ in range(self.random.randint(1, 2)):
            at = self.random.randrange(len(tokens))
            choice = self.random.randrange(5)
            if choice == 0:
                del tokens[at]
            elif choice == 1:
                tokens.insert(at, tokens[self.random.randrange(len(tokens))])
            elif choice == 2:
                tokens[at] = self.pick(["(", ")", ":", "=", ",", "if", "1", "x", "*", "'s'", "None", "]", "else", "lambda", "\n", "in", "not", ".", "await", "**", ":=", "@", "$", "?", "!", "'", "0x", "1a", "f'{'", "async", "yield", "import", "\\", "\t"])
            elif choice == 3:
                other = self.random.randrange(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
            else:
                tokens[at] = tokens[at] * 2
            if not tokens:
                tokens = ["pass"]
        return [f"compiled({''.join(tokens)!r})"]

    def tokens(self, source):
        """Words, marks and the blanks between them."""
        import re
        return re.findall(r"\w+|\s+|'[^']*'|[^\w\s]", source)


STATEMENTS = [
    "if x > 1:\n    y = 2\nelse:\n    y = 3\n", "def f(a, b=1, *c, d, **e):\n    return a\n", "for i in range(3):\n    print(i)\n", "x = [i for i in y if i]\n",
    "try:\n    x\nexcept ValueError as e:\n    pass\nfinally:\n    y\n", "with a as b, c:\n    pass\n", "class A(B, metaclass=M):\n    x: int = 1\n", "lambda x, y=1: x + y\n", "match x:\n    case [1, y]:\n        pass\n    case _:\n        z\n",
    "from a.b import c as d, e\n", "import a.b as c\n", "x = {1: 2, **y}\n", "print(f'{x!r:>{y}}')\n", "assert x, 'message'\n", "global a, b\n", "del a[0], b.c\n", "async def f():\n    await x\n    async for i in y: pass\n", "x = y if z else w\n",
    "a, *b = c\n", "x += y * (z - 1) ** 2\n", "return x\n", "yield x\n", "@d(1)\ndef f(): pass\n", "while True:\n    break\nelse:\n    continue\n", "raise E from e\n", "f(a, *b, c=1, **d)\n", "x[1:2, ::3] = y\n", "x = 'a' b'c'\n", "nonlocal q\n", "try:\n    x\nexcept* E:\n    pass\n",
    "(a := 1)\n", "x = not a in b is c\n", "def f(a, /, b, *, c): pass\n", "x = 0x1F + 1_000.5e3j\n", "print(a if b)\n", "{x: y for x, y in z}\n", "a.b.c = d = e\n", "if x = 1: pass\n", "x = (1, 2\ny = 3\n", "    x = 1\n", "def f():\nreturn\n"]
