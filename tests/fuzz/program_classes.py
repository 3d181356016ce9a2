"""Pieces of generated programs about classes and calls.

A mixin of Programs (tests/fuzz/programs.py); see program_values.py.
"""


# What these return, of the type they should.
CONVERSIONS = {
    "__index__": "2", "__int__": "3", "__float__": "2.5", "__complex__": "1j",
    "__bytes__": "b'q'", "__len__": "2", "__length_hint__": "1",
    "__hash__": "5", "__iter__": "iter([1])", "__str__": "'S'",
    "__repr__": "'R'", "__format__": "'F'", "__trunc__": "7",
    "__bool__": "True", "__contains__": "True", "__next__": "next(iter(()))"}


class ClassPieces:

    def value_or_error(self):
        """An expression for a method's result."""
        return self.pick(["1", "'s'", "NotImplemented", "None", "[]", "True", "2.5",
                          "(1, 2)", "self", "1 / 0", "'a' + 1", "-3", "{}", "''",
                          "iter(())"])

    # --- Special methods ------------------------------------------------------

    def piece_specials(self):
        """Two classes whose special methods say that they are called."""
        a, b = self.name("A"), self.name("B")
        names = ["__add__", "__radd__", "__iadd__", "__sub__", "__rsub__", "__mul__",
                 "__rmul__", "__eq__", "__ne__", "__lt__", "__gt__", "__le__", "__ge__",
                 "__bool__", "__len__", "__contains__", "__getitem__", "__setitem__",
                 "__delitem__", "__iter__", "__next__", "__call__", "__index__", "__int__",
                 "__float__", "__complex__", "__str__", "__repr__", "__format__",
                 "__bytes__", "__neg__", "__invert__", "__abs__", "__round__", "__floor__",
                 "__trunc__", "__divmod__", "__rdivmod__", "__pow__", "__rpow__",
                 "__matmul__", "__imatmul__", "__reversed__", "__length_hint__",
                 "__missing__", "__enter__", "__exit__", "__hash__", "__getattr__",
                 "__and__", "__ror__", "__ixor__", "__lshift__", "__truediv__",
                 "__rfloordiv__", "__mod__"]
        lines = []
        for name, base in ((a, self.pick(["", "(object)"])),
                           (b, self.pick(["", f"({a})"]))):
            lines.append(f"class {name}{base}:")
            for method in self.random.sample(names, self.random.randint(3, 9)):
                lines += [f"    def {method}(self, *a):"]
                if method == "__getattr__":
                    lines += ["        if a[0][:1] == '_': raise AttributeError(a[0])"]
                elif method not in ("__repr__", "__str__"):
                    lines += [f"        print('{name}.{method}', len(a))"]
                result = CONVERSIONS.get(method) or self.value_or_error()
                lines.append(f"        return {result}")
        x, y = self.name("o"), self.name("o")
        lines += [f"{x}, {y} = {a}(), {b}()"]
        operands = [x, y, "1", "'s'", "[1]", "2.5", "None"]
        def make():
            p, q = self.pick([x, y]), self.pick(operands)
            if self.chance(0.5):
                p, q = q, p
            one = self.pick([x, y])
            return self.pick([
                f"{p} {self.pick(['+', '-', '*', '==', '!=', '<', '>', '<=', '>=', '@', '&', '|', '<<', '/', '//', '%', '**', 'in'])} {q}",
                f"bool({one})", f"len({one})", f"{one}[{q}]", f"list({one})", f"{one}({q})", f"int({one})",
                f"float({one})", f"complex({one})", f"str({one})[:9]", f"f'{{{one}:5}}'[:9]", f"format({one})[:9]",
                f"bytes({one})", f"-{one}", f"~{one}", f"abs({one})", f"round({one})", f"round({one}, 2)",
                f"divmod({p}, {q})", f"pow({p}, {q})", f"list(reversed({one}))", f"hash({one}) is None",
                f"{{{one}: 1}} and 1", f"{one}.absent", f"range({one})", f"[1, 2, 3][{one}]", f"'x' * {one}",
                f"'%d' % {one}", f"max({one}, {q}) is {q}", f"sorted([{p}, {q}]) and 1", f"sum([{one}, 1])",
                f"[*{one}]", f"dict({one})", f"isinstance({one}, {a}), issubclass({b}, {a})", f"next({one})",
                f"not {one}", f"{one} and 1", f"{p} in [{q}]", f"[{one}].index({q})", f"math.floor({one})",
                f"math.trunc({one})", f"operator.length_hint({one})", f"'%s' % {one}", f"iter({one}) and 1",
                f"chr({one})", f"hex({one})", f"''.join({one})", f"enumerate({one}) and 1", f"set({one})"])
        lines += self.several(make, 10)
        for _ in range(self.random.randint(0, 3)):
            one = self.pick([x, y])
            do = self.pick([f"{one} {self.pick(['+=', '-=', '*=', '@=', '^=', '|='])} {self.pick(operands)}",
                            f"{one}[0] = 1", f"del {one}[0]", f"for i in {one}: print(i); break",
                            f"with {one} as w: print('in')", f"a, b = {one}", f"{one}.attr = 3"])
            lines += ["try:", f"    {do}", "except Exception as e:",
                      "    print(type(e).__name__, e)"]
        return lines

    # --- Attributes -----------------------------------------------------------

    def piece_descriptors(self):
        d, c = self.name("D"), self.name("C")
        lines = [f"class {d}:"]
        if self.chance(0.8):
            lines += ["    def __get__(self, o, t=None):",
                      f"        print('get', o is None, t.__name__)", f"        return {self.pick(['self.n', '5', 'o'])}"]
        if self.chance(0.6):
            lines += ["    def __set__(self, o, v):", "        print('set', v)",
                      self.pick(["        o.__dict__['x'] = v", "        self.n = v",
                                 "        raise AttributeError('no')"])]
        if self.chance(0.4):
            lines += ["    def __delete__(self, o):", "        print('delete')"]
        if self.chance(0.5):
            lines += ["    def __set_name__(self, owner, name):",
                      "        print('named', owner.__name__, name)"]
        lines += ["    n = 7", f"class {c}:", f"    x = {d}()"]
        slot = self.pick(["", "    __slots__ = ['y', '__dict__']", "    y = property(lambda self: 3)"])
        if slot:
            lines.append(slot)
        for method, body in (("__getattr__(self, n)", "return 'ga ' + n if n[:2] != '__' else object.__getattribute__(self, n)"),
                             ("__getattribute__(self, n)", "if n[:2] != '__': print('gab', n)\n        return object.__getattribute__(self, n)"),
                             ("__setattr__(self, n, v)", "print('sa', n); object.__setattr__(self, n, v)"),
                             ("__delattr__(self, n)", "print('da', n); super().__delattr__(n)")):
            if self.chance(0.2):
                lines += [f"    def {method}:", f"        {body}"]
        o = self.name("o")
        lines += [f"class {c}2({c}):", self.pick(["    pass", "    __slots__ = ('w',)", "    x = 4"]),
                  f"{o} = {self.pick([c, c + '2'])}()"]
        for _ in range(self.random.randint(3, 8)):
            n = self.pick(["x", "y", "z", "w", "absent", "__class__.__name__", "__module__"])
            owner = self.pick([o, o, c, c + "2"])
            plain_name = self.pick(["x", "y", "z", "w"])
            if owner != o:
                n = plain_name = "x"
            do = self.pick([
                f"print(plain({owner}.{n}))", f"{o}.{plain_name} = {self.literal('int')}", f"del {owner}.{plain_name}",
                f"print(hasattr({owner}, {plain_name!r}))", f"print(getattr({o}, {plain_name!r}, 'dflt'))",
                f"setattr({owner}, {plain_name!r}, 9)", f"delattr({o}, {plain_name!r})",
                f"print({plain_name!r} in {c}.__dict__)", f"{o}.{plain_name} += 1",
                f"print(type({c}.__dict__.get({plain_name!r})).__name__)"])
            lines += ["try:", f"    {do}", "except Exception as e:",
                      "    print(type(e).__name__, e)"]
        return lines

    def piece_properties(self):
        c, o = self.name("C"), self.name("o")
        lines = [f"class {c}:", "    _x = 1", "    @property", "    def x(self):",
                 f"        {self.pick([repr('the x'), 'pass'])}", f"        return {self.pick(['self._x', 'self.nope', '1 / 0'])}"]
        if self.chance(0.5):
            lines += ["    @x.setter", "    def x(self, v):", "        print('set', v)", "        self._x = v"]
        if self.chance(0.3):
            lines += ["    @x.deleter", "    def x(self):", "        print('deleted')"]
        lines += ["    @staticmethod", "    def s(a, b=2): return a, b",
                  "    @classmethod", "    def k(cls, *a): return cls.__name__, a",
                  "    def m(self, a, /, b, *, d=4): return a, b, d", f"{o} = {c}()"]
        def make():
            return self.pick([f"{o}.x", f"{c}.x.fget is None", f"{o}.s(1)", f"{c}.s()", f"{o}.k(2)", f"{c}.k()",
                              f"{o}.m(1, 2)", f"{o}.m(1)", f"{c}.m(1, 2)", f"{c}.m({o}, 1, b=2)", f"{o}.m(a=1, b=2)",
                              f"{o}.m(1, 2, 3)", f"{o}.m.__name__, {o}.m.__self__ is {o}", f"{c}.m is {c}.m, {o}.m == {o}.m",
                              f"{c}.x.__doc__", f"{c}.__dict__['s'].__func__(5)", f"{c}.k.__func__.__qualname__",
                              f"setattr({o}, 'x', 3)", f"delattr({o}, 'x')", f"{o}.y", f"{o}.mm", f"{o}.m(1, 2, d=3, e=4)",
                              f"getattr({o}, 'X', None)", f"{c}.absent", f"{o}.m.absent", f"{c}.m.__get__({o})(1, 2)",
                              f"sorted(n for n in vars({c}) if n[0] != '_')", f"{c}().x", f"{c}(1)"])
        return lines + self.several(make, 9)

    # --- Making classes -------------------------------------------------------

    def piece_metaclass(self):
        m, c = self.name("M"), self.name("C")
        lines = [f"class {m}(type):"]
        parts = [
            ["    @classmethod", "    def __prepare__(mcs, name, bases, **kw):", "        print('prepare', name, len(bases), kw)",
             f"        return {self.pick(['{}', 'dict(seed=1)', '[]'])}"],
            ["    def __new__(mcs, name, bases, space, **kw):", "        print('new', name, kw)",
             f"        return super().__new__(mcs, name, bases, {self.pick(['space', 'dict(space)', 'dict(space, added=2)'])})"],
            ["    def __init__(cls, name, bases, space, **kw):", "        print('init', name, kw)",
             "        super().__init__(name, bases, space)"],
            ["    def __call__(cls, *a, **kw):", "        print('call', cls.__name__, a, kw)",
             f"        return {self.pick(['super().__call__(*a, **kw)', '7', 'super().__call__()'])}"],
            ["    def __instancecheck__(cls, o):", "        print('ic')", f"        return {self.pick(['True', '0', '[1]'])}"],
            ["    def __subclasscheck__(cls, o):", "        print('sc')", "        return False"],
            ["    def __getattr__(cls, n):", "        if n[:2] == '__': raise AttributeError(n)", "        return n * 2"],
            ["    def __len__(cls): return 3"], ["    def __iter__(cls): return iter('ab')"],
            ["    def __getitem__(cls, k): return ('item', k)"], ["    def __contains__(cls, k): return k == 1"],
            ["    def __repr__(cls): return '<' + cls.__name__ + '>'"], ["    def __add__(cls, o): return 'added'"],
            ["    def __bool__(cls): return False"], ["    def __eq__(cls, o): return o == 5", "    __hash__ = type.__hash__"],
            ["    @property", "    def p(cls): return 'meta p'"], ["    x = 'meta x'"]]
        for part in self.random.sample(parts, self.random.randint(2, 7)):
            lines += part
        keywords = self.pick(["", "", ", k=1", ", **{'z': 2}"])
        lines += ["try:", f"    class {c}(metaclass={m}{keywords}):", f"        {self.pick(['x = 1', 'pass', 'p = 3', '__slots__ = ()'])}",
                  "        def __init_subclass__(cls, **kw):", "            print('init_subclass', cls.__name__, kw)",
                  "        def __class_getitem__(cls, k): return ('cgi', k)",
                  f"    class {c}2({c}{self.pick(['', ', a=1'])}): pass", "except Exception as e:",
                  "    print(type(e).__name__, e)", f"    class {c}: pass", f"    {c}2 = {c}"]
        def make():
            t = self.pick([c, c + "2"])
            return self.pick([f"plain({t}())", f"{t}(1)", f"isinstance(3, {t})", f"issubclass(int, {t})", f"{t}.x", f"{t}.absent",
                              f"len({t})", f"list({t})", f"{t}[1]", f"1 in {t}", f"repr({t})", f"{t} + 1", f"bool({t})", f"{t} == 5",
                              f"{t}.p", f"[k.__name__ for k in {t}.__mro__]", f"type({t}).__name__", f"{t}.added", f"{t}.seed",
                              f"type({t})('Z', (), {{}}).__name__", f"{t}.__name__, {t}.__qualname__",
                              f"{t}().absent", f"isinstance({t}, {m})", f"{{{t}: 1}} and 2"])
        return lines + self.several(make, 9)

    def piece_bases(self):
        """Orders of bases, super() through diamonds, and what is refused."""
        names = [self.name("K") for _ in range(self.random.randint(3, 5))]
        lines = []
        for i, name in enumerate(names):
            bases = self.random.sample(names[:i], min(i, self.random.randint(0, 3)))
            if self.chance(0.12):
                bases.append(self.pick(["Exception", "object", "3", bases[0] if bases else "object"]))
            head = f"class {name}({', '.join(bases)}):" if bases else f"class {name}:"
            body = ["    def go(self, d=0):", f"        print('{name}', d)",
                    f"        {self.pick(['return super().go(d + 1)', 'return getattr(super(), %r, print)(d + 1)' % 'go', 'return d'])}"]
            extra = self.pick([[], ["    at = " + repr(name)], ["    __slots__ = ('a',)"], ["    def __init__(self, *a): print('init', a); super().__init__(*a)"],
                               ["    def __init_subclass__(cls, /, tag=None, **kw): print('sub', cls.__name__, tag); super().__init_subclass__(**kw)"],
                               ["    __match_args__ = ('at',)"], ["    def __new__(cls, *a): print('new'); return super().__new__(cls)"]])
            lines += ["try:", "    " + head] + ["    " + line for line in body + extra] + [
                "except Exception as e:", "    print(type(e).__name__, e)", f"    class {name}:", "        def go(self, d=0): return d"]
        def make():
            n, o = self.pick(names), self.pick(names)
            return self.pick([f"[k.__name__ for k in {n}.__mro__]", f"{n}().go()", f"{n}().at", f"issubclass({n}, {o})",
                              f"isinstance({n}(), ({o}, int))", f"[k.__name__ for k in {n}.__subclasses__()]",
                              f"super({n}, {o}()).go()", f"{n}.go({o}())", f"{n}(5).go()", f"type('T', ({n}, {o}), {{}}).__mro__[1].__name__",
                              f"[b.__name__ for b in {n}.__bases__]", f"{n}.mro()[-1].__name__",
                              f"{n}.__doc__, {n}.__module__", f"setattr({n}, 'at', 3), {o}().at"])
        return lines + self.several(make, 9)

    def piece_dynamic_types(self):
        def make():
            return self.pick([
                "type('T', (), {'x': 1})().x", "type('T', (int,), {})(5) + 1", "type('T', (1,), {})", "type(5)", "type('T', (), {}, k=1)",
                "type('a b', (), {}).__name__", "type(1, 2)", "type('T', (bool,), {})", "type('T', [], {})", "type('T', (), [])",
                "int | str", "int | None", "list[int]", "dict[str, list[int]]", "list[int] | None", "(int | str).__args__", "isinstance(1, int | str)",
                "isinstance(1, list[int])", "issubclass(bool, int | str)", "tuple[int, ...]", "type[int]", "list[int].__origin__", "int | 3", "1 | int",
                "isinstance(1, 1)", "isinstance(1, (int, (str, 1)))", "issubclass(1, int)", "isinstance([], list) and list[int]() == []", "int[3]",
                "list[int][str]", "(int | str) == (str | int)", "hash(int | str) == hash(str | int)", "type(int | str).__name__", "set[1]", "None | int",
                "object() == object()", "object(1)", "object().x", "type.__call__(int, '5')", "int.__new__(str)", "object.__new__(int)", "int.__new__(bool, 1)",
                "type(type)", "type.mro(bool)", "bool.__mro__", "str.__add__('a', 'b')", "int.__add__(1, 'b')", "list.append([], 1)", "dict.fromkeys('ab', 0)", "str.join(',', 'ab')", "int.from_bytes(b'a', 'big')", "float.fromhex('1p3')", 
                "int.real.__get__(5)", "str.upper.__get__('a')()", "''.join.__self__", "[].append.__name__", 
                "print.__name__, type(print).__name__", "(lambda: 0).__name__", "type(lambda: 0).__name__", "type((lambda: (yield))()).__name__", "setattr(int, 'x', 1)",
                "setattr(5, 'x', 1)", "setattr(len, 'x', 1)", "delattr(str, 'upper')", "setattr(object(), 'x', 1)", "setattr(lambda: 0, 'x', 1)", "NotImplemented == 1",
                "bool(NotImplemented) if 0 else 1", "type(...)",  "None.x", "(1).real = 2 if 0 else 3" if False else "(1).x",
                "super().x", "super(int, 5).bit_length()", "super(str, 5)", "classmethod(len).__func__ is len", "staticmethod(len)('ab')", "property().fget"])
        return self.several(make, 9)

    def piece_introspection(self):
        f, c = self.name("f"), self.name("C")
        signature = self.a_signature()
        lines = [f"def {f}({signature}):", f"    {self.pick([repr('doc'), 'pass', '1'])}", "    x, y = 1, [z for z in range(2)]", "    def inner(): return x",
                 "    return inner", f"class {c}:", f"    '''doc of {c}'''", "    a: int = 1", "    b: 'later'", "    def m(self): pass", "    class In:", "        def n(self): pass"]
        def make():
            return self.pick([f"{f}.__name__, {f}.__qualname__, {f}.__doc__", f"{f}.__defaults__, {f}.__kwdefaults__", f"{f}.__code__.co_varnames",
                              f"{f}.__code__.co_argcount, {f}.__code__.co_kwonlyargcount, {f}.__code__.co_posonlyargcount", f"{f}.__code__.co_cellvars",
                              f"{f}.__code__.co_flags & 0x2c", f"{f}.__code__.co_name, {f}.__code__.co_firstlineno > 0", f"{f}.__annotations__", f"{f}.__dict__",
                              f"{f}.__module__", f"{f}.__closure__", f"{c}.__annotations__", f"{c}.m.__qualname__, {c}.In.n.__qualname__", f"{c}.__doc__",
                              f"{c}.In.__qualname__, {c}.In.__name__", f"sorted(k for k in vars({c}) if k not in ('__dict__', '__weakref__'))", f"{c}().__dict__",
                              f"repr({c}), repr({c}.In)", f"{f}.__code__.co_filename[-10:]", f"callable({f}), callable({c}), callable({c}())", f"{c}.__class__, {c}().__class__",
                              f"setattr({f}, '__name__', 'n2'), {f}.__name__", f"setattr({f}, '__name__', 3)", f"setattr({f}, '__defaults__', (9,)), {f}.__defaults__",
                              f"setattr({c}, '__name__', 'D'), {c}", f"setattr({f}, 'tag', 5), {f}.tag, vars({f})", f"{f}.__code__.co_consts[0]", f"{f}.nope", f"{c}.m.nope"])
        return lines + self.several(make, 8)

    # --- Calls ----------------------------------------------------------------

    def a_signature(self):
        names = list("abcdefg")
        self.random.shuffle(names)
        parts, has_default = [], False
        count = self.random.randint(0, 3)
        slash = self.random.randint(1, count) if count and self.chance(0.3) else 0
        for i in range(count):
            has_default = has_default or self.chance(0.25)
            parts.append(names.pop() + (f"={self.literal('int')}" if has_default else ""))
            if i + 1 == slash:
                parts.append("/")
        star = self.random.random()
        if star < 0.25:
            parts.append("*args")
        elif star < 0.45:
            parts.append("*")
        if star < 0.45:
            for _ in range(self.random.randint(1, 2)):
                parts.append(names.pop() + self.pick(["", "=None", "=5"]))
        if self.chance(0.25):
            parts.append("**kws")
        return ", ".join(parts)

    def call_arguments(self):
        positional = [self.pick(["1", "'p'", "2.5", "None"]) for _ in range(self.random.randint(0, 4))]
        if self.chance(0.2):
            positional.append(self.pick(["*[1, 2]", "*'ab'", "*()", "*range(3)", "*None", "*5", "*(x for x in [1])"]))
        keywords = [f"{self.pick('abcdefgz')}={self.pick(['1', repr('k')])}" for _ in range(self.random.randint(0, 2))]
        keywords = list({k[0]: k for k in keywords}.values())
        if self.chance(0.2):
            keywords.append(self.pick(["**{'a': 1}", "**{}", "**{'b': 2, 'q': 3}", "**{1: 2}", "**[('a', 1)]", "**None", "**dict(c=1)"]))
        return ", ".join(positional + keywords)

    def piece_signatures(self):
        f = self.name("f")
        signature = self.a_signature()
        method = self.chance(0.3)
        target = f
        if method:
            o = self.name("o")
            lines = [f"class {f}:", f"    def m(self{', ' if signature and signature[0] != '/' else ''}{signature}):" if "/" not in signature else f"    def m({'self, ' + signature}):",
                     "        return sorted(locals().items(), key=lambda kv: kv[0])[:-1]", f"{o} = {f}()"]
            target = f"{o}.m"
        else:
            lines = [f"def {f}({signature}):", "    return sorted(locals().items())"]
        if self.chance(0.15):
            lines = [f"{f} = lambda {signature}: sorted(locals().items())"]
            target = f
        return lines + [f"show(lambda: {target}({self.call_arguments()}))" for _ in range(self.random.randint(4, 10))]

    def piece_order(self):
        """The order in which parts of a statement are evaluated."""
        v = self.name("v")
        n = lambda: f"say({self.random.randint(0, 9)})"
        lines = []
        for _ in range(self.random.randint(1, 4)):
            do = self.pick([
                f"{v} = [say(0)] * 5", f"box({n()})[{n()}] = {n()}", f"box({n()})[{n()}] += {n()}", f"box({n()}).a = {n()}", f"box({n()}).a += {n()}",
                f"print({n()} < {n()} < {n()})", f"print({n()} if {n()} > 4 else {n()})", f"print([{n()}, *box({n()}), {n()}])",
                f"print({{{n()}: {n()}, {n()}: {n()}, **{{say(1): say(2)}}}})", f"print(dict(a={n()}, **{{'b': {n()}}}, c={n()}))",
                f"box(1)[{n()}], {v} = {n()}, {n()}", f"print({n()} and {n()} or {n()})", f"print(not {n()} in [{n()}, {n()}])",
                f"{v} = box({n()})[{n()}:{n()}:{n()}]", f"print(sum([{n()}, {n()}], {n()}))", f"assert {n()} > 4, {n()}", f"print(f'{{{n()}}} {{{n()}:{{{n()}}}}}')",
                f"def f(a={n()}, *, b: say(8) = {n()}) -> say(9): pass", f"class C(box({n()}).__class__, metaclass=say(type)): x = {n()}", f"({v}) = {v}1 = {n()}",
                f"del box({n()})[{n()}]", f"lambda a={n()}: {n()}", f"print((lambda a={n()}: {n()})())", f"print([say(x) for x in [{n()}, {n()}] if say(x) > 3])",
                f"raise say(ValueError) from say(None)", f"with Guard({n()}, True), Guard({n()}, False): {n()}", f"print(*[{n()}], sep=say('-'), *[{n()}])",
                f"for box(1)[{n()}] in [{n()}]: pass", f"{v}, *{v}r = {n()}, {n()}, {n()}", f"print({{{n()}, {n()}}} and ({n()}, {n()}))", f"{v}: say(int) = {n()}",
                f"print(divmod({n()}, {n()}))", f"box({n()}).b.c", f"box({n()})({n()})", f"print({n()} / {n()} - {n()} ** {n()})"])
            lines += ["try:", f"    {do}", "except Exception as e:", "    print(type(e).__name__, e)"]
        return lines

    def piece_decorators(self):
        d, f = self.name("d"), self.name("f")
        lines = [f"def {d}(tag):", "    print('make', tag)", "    def wrap(f):", "        print('wrap', tag, f.__name__)",
                 self.pick(["        def call(*a, **k): return (tag, f(*a, **k))", "        @functools.wraps(f)\n        def call(*a, **k): return (tag, f(*a, **k))"]),
                 "        return call", "    return wrap"]
        lines = "\n".join(lines).split("\n")
        for _ in range(self.random.randint(1, 3)):
            lines.append("@" + self.pick([f"{d}({self.random.randint(0, 9)})", f"(lambda f: {d}('l')(f))", f"{d}('x') if {self.pick(['1', '0'])} else print", "traced"]))
        lines += [f"def {f}(a=1, *r):", f"    return {self.expr('int', 1)}"] if self.chance(0.8) else [f"class {f}:", "    def __init__(self, *a): print('made', a)", "    def __repr__(self): return 'inst'"]
        return lines + self.shown([f"{f}()", f"{f}(2)", f"{f}(1, 2, k=3)", f"getattr({f}, '__name__', None)"])
