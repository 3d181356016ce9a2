"""Pieces of generated programs about subclasses of builtins, delegation, and
what everyday modules of the library make of the language.

A mixin of Programs (tests/fuzz/programs.py); see program_values.py.
"""

# Subclasses of builtins: how one is made, and what their methods may be.
BASES = {
    "int": "(5)", "float": "(2.5)", "str": "('aBc')", "bytes": "(b'ab')",
    "list": "([3, 1, 2])", "tuple": "((1, 'a'))", "dict": "(a=1, b=2)",
    "set": "([1, 2])", "frozenset": "([4])", "bytearray": "(b'xy')",
    "complex": "(1, 2)"}
OVERRIDES = {
    "__add__": "'add'", "__radd__": "'radd'", "__eq__": "True", "__len__": "7",
    "__getitem__": "'item'", "__iter__": "iter('it')", "__contains__": "True",
    "__str__": "'str'", "__repr__": "'repr'", "__hash__": "3", "__bool__": "False",
    "__index__": "1", "__int__": "9", "__float__": "0.5", "__format__": "'fmt'",
    "__mul__": "'mul'", "__lt__": "True", "__missing__": "'missing'",
    "__call__": "a", "__neg__": "super().__neg__()", "__sub__": "super().__sub__(*a)",
    "__setitem__": "print('setitem', a)", "__delitem__": "print('delitem', a)",
    "__iadd__": "self", "__or__": "'or'", "__reversed__": "iter('ver')",
    "append": "print('append', a)", "get": "'got'", "keys": "['k']",
    "update": "print('update', a)", "join": "'joined'", "upper": "'UP'",
    "__mod__": "'mod'", "__round__": "'round'", "__getattr__": "'attr ' + a[0]"}
# What is held by a class: some of it is bound to its instances.
HELD = ["len", "operator.add", "operator.itemgetter(0)", "math.sqrt", "str.upper",
        "max", "functools.partial(max, 3)", "functools.reduce", "int", "print",
        "lambda *a: a", "classmethod(len)", "staticmethod(operator.sub)", "sorted",
        "[].append", "dict.fromkeys", "functools.lru_cache(len)", "itertools.count",
        "operator.methodcaller('upper')", "'-'.join", "property(len)", "iter", "5"]


class LibraryPieces:

    def guarded(self, lines):
        return ["try:"] + ["    " + line for line in lines] + [
            "except Exception as e:", "    print(type(e).__name__, e)"]

    def piece_subclasses(self):
        base = self.pick(list(BASES))
        c, o = self.name("C"), self.name("o")
        lines = [f"class {c}({base}):", "    kind = 'own'"]
        # What makes a bytes or a complex of these asks in ways of their own.
        odd = {"__index__": ("bytes", "bytearray", "complex"),
               "__iter__": ("set", "frozenset")}
        methods = [m for m in OVERRIDES if base not in odd.get(m, ())]
        for method in self.random.sample(methods, self.random.randint(0, 4)):
            guard = "if a[0][:1] == '_': raise AttributeError(a[0])" \
                if method == "__getattr__" else "pass"
            lines += [f"    def {method}(self, *a):", f"        {guard}",
                      f"        return {OVERRIDES[method]}"]
        lines.append(f"{o} = {c}{BASES[base]}")
        other = lambda: self.pick(["1", "'a'", "[1]", "(1,)", "b'a'", "{'a': 9}", "{1}", "2.5", o])
        def make():
            return self.pick([
                f"{o}", f"(str({o}), repr({o}), f'{{{o}:>3}}')", f"{o} + {other()}", f"{other()} + {o}",
                f"{o} == {other()}", f"{o} != {other()}", f"{o} < {other()}", f"{o} * 2", f"2 * {o}",
                f"len({o}), bool({o})", f"list({o})", f"{o}[{self.pick(['0', '1', repr('a'), ':1', repr('zz')])}]",
                f"{other()} in {o}", f"hash({o}) == hash({base}({o}))", f"[1, 2, 3][{o}]", f"int({o}), float({o})",
                f"isinstance({o}, {base}), type({o}).__name__", f"{base}({o})", f"type({base}({o})).__name__",
                f"sorted({o})", f"max({o})", f"sum({o})", f"''.join({o})", f"'%s %r' % ({o}, {o})", f"'%d' % {o}",
                f"dict({o})", f"{{**{o}}}", f"[*{o}]", f"(lambda **k: k)(**{o})", f"{o}.kind, {o}.__dict__",
                f"{o} | {other()}", f"{o} % {other()}", f"-{o}", f"round({o})", f"{o} - {other()}", f"list(reversed({o}))",
                f"{o}.copy().__class__.__name__", f"type({o}[:1]).__name__", f"type({o} + {o}).__name__",
                f"{o}.get('zz', 1)", f"{o}.upper()", f"'-'.join([{o}, {o}])", f"{o}.join(['x', 'y'])", f"range({o})",
                f"{{{o}: 1}}[{o}]", f"{o}.absent", f"enumerate({o}).__next__()", f"operator.index({o})", f"divmod({o}, 2)",
                f"{c}.__new__({c})", f"{o} is {o}.real", f"math.floor({o})", f"{o}(3)", f"abs({o})",
                f"bytes({o})", f"{o} in [{o}], {o} in {{1: 2}}", f"[{o}].index({o})", f"min({o}, {o})", f"pow({o}, 2)",
                f"{o}.__len__(), {o}.__repr__()", f"tuple(zip({o}, {o}))", f"set({o}) and 1", f"'{{}} {{!r}}'.format({o}, {o})"])
        lines += self.several(make, 12)
        for _ in range(self.random.randint(0, 3)):
            lines += self.guarded([self.pick([
                f"{o}[0] = 5", f"del {o}[0]", f"{o}['a'] = 2", f"{o}.append(4)", f"{o}.update([3])", f"{o} += {other()}",
                f"{o}.new = 1; print({o}.__dict__)", f"for i in {o}: print(i)", f"a, *b = {o}; print(a, b)",
                f"{o} |= {other()}", f"{o}.extend('q')", f"{o}.add(8)",
                f"match {o}:\n        case {base}(x): print('self', plain(x))\n        case _: print('none')"])])
        return lines + [f"show(lambda: plain({o}))"]

    def piece_delegation(self):
        """Generators in generators: what goes in, out and wrong."""
        f, g, h, o = (self.name(p) for p in "fgho")
        act = lambda: self.pick(["r = yield 1; print('r', r)", "yield 'two'", f"raise {self.an_error().replace('KeyboardInterrupt', 'EOFError')}",
                                 "return 'ret'", "1 / 0", "yield from 'xy'", "print('here')", "yield"])
        def body(inner):
            lines = []
            for _ in range(self.random.randint(1, 2)):
                call = f"print('from', (yield from {inner}()))" if inner else act()
                caught = self.pick(["KeyError", "ValueError", "Exception", "LookupError"])
                shape = self.random.randrange(5)
                if shape == 0:
                    lines += ["try:", f"    {call}", f"    {act()}", f"except {caught} as e:", f"    print('{caught}', repr(e), chain(e))", f"    {act()}"]
                elif shape == 1:
                    lines += ["try:", f"    {call}", "finally:", "    print('finally')"]
                elif shape == 2:
                    lines += [f"with Guard('d', {self.pick(['True', 'False', 'KeyError'])}):", f"    {call}"]
                elif shape == 3:
                    lines += ["for i in range(2):", f"    {call}"]
                else:
                    lines.append(call)
                lines.append(act())
            return ["    " + line for line in lines + ["if 0: yield"]]
        lines = [f"def {f}():"] + body(None) + [f"def {g}():"] + body(f) + [f"def {h}():"] + body(g) + [f"{o} = {self.pick([g, h])}()"]
        for _ in range(self.random.randint(3, 9)):
            do = self.pick([f"next({o})", f"next({o})", f"{o}.send('s')", f"{o}.send(None)", f"{o}.throw(KeyError('k'))", f"{o}.throw(ValueError)",
                            f"{o}.throw(LookupError('l'))", f"{o}.gi_yieldfrom is None", f"{o}.close()"])
            lines += ["try:", f"    print({do})", "except BaseException as e:", "    print(repr(e), chain(e))"]
        return lines + [f"close({o})"]

    def piece_held(self):
        """What a class, an instance and an enum make of callables they hold."""
        c, o = self.name("C"), self.name("o")
        names = ["p", "q", "r", "s"]
        lines = [f"class {c}:"] + [f"    {n} = {self.pick(HELD)}" for n in names]
        lines += ["    def __len__(self): return 4", "    def __iter__(self): return iter([2, 1])", f"{o} = {c}()", f"{o}.t = {self.pick(HELD)}"]
        arguments = lambda: self.pick(["", "[1, 2]", "1, 2", "'ab'", "9", "max, [1, 2]", "b'x'"])
        def make():
            return self.pick([f"{o}.{self.pick(names + ['t'])}({arguments()})", f"{c}.{self.pick(names)}({arguments()})"])
        shown = [f"try: print(plain({make()}))\nexcept Exception as e: print(type(e).__name__)" for _ in range(6)]
        lines += "\n".join(shown).split("\n")
        if self.chance(0.4):
            # A class in an enum is to be a member only in a later Python.
            members = [held for held in self.random.sample(HELD, 4) if held != "int"]
            lines += ["import enum", "try:", f"    class {c}E(enum.Enum):"] + [f"        m{i} = {held}" for i, held in enumerate(members)] + [
                f"    print(list({c}E.__members__))", "except Exception as e:", "    print(type(e).__name__)"]
        return lines

    def piece_dataclass(self):
        c, o = self.name("D"), self.name("o")
        options = ", ".join(self.random.sample(["order=True", "frozen=True", "slots=True", "kw_only=True", "eq=False", "unsafe_hash=True", "repr=False"], self.random.randint(0, 3)))
        field = lambda n: self.pick([f"{n}: int", f"{n}: int = {self.random.randint(0, 5)}", f"{n}: str = 'd'", f"{n}: list = dataclasses.field(default_factory=list)",
                                     f"{n}: int = dataclasses.field(default=2, compare=False)", f"{n}: int = dataclasses.field(default=3, repr=False)",
                                     f"{n}: int = dataclasses.field(init=False, default=8)", f"{n}: 'dataclasses.InitVar[int]' = 1", f"{n}: list = []",
                                     f"{n}: int = dataclasses.field(default=1, kw_only=True)", f"{n} = 5"])
        lines = ["import dataclasses", "try:", f"    @dataclasses.dataclass({options})", f"    class {c}:"]
        lines += [f"        {field(n)}" for n in "abc"[:self.random.randint(1, 3)]]
        if self.chance(0.3):
            lines += ["        def __post_init__(self, *v): print('post', v)"]
        if self.chance(0.3):
            lines += [f"    @dataclasses.dataclass({self.pick(['', options])})", f"    class {c}2({c}):", f"        {field('d')}"]
        lines += ["except Exception as e:", "    print(type(e).__name__, e)", f"    {c} = str"]
        call = lambda: f"{c}({self.pick(['', '1', '1, 2', 'a=1', '1, b=2', '1, 2, 3', 'a=1, b=2, c=3', 'z=1'])})"
        def make():
            return self.pick([call(), f"{call()} == {call()}", f"{call()} < {call()}", f"dataclasses.asdict({call()})", f"dataclasses.astuple({call()})",
                              f"dataclasses.replace({call()}, a=7)", f"[(f.name, f.init, f.kw_only) for f in dataclasses.fields({c})]", f"hash({call()}) and 1",
                              f"setattr({call()}, 'a', 3)", f"delattr({call()}, 'a')", f"{c}.__match_args__", f"setattr({call()}, 'zz', 3)", f"{c}2({self.pick(['1', '1, 2', 'd=4', 'a=1, d=2'])})"])
        return lines + self.several(make, 8)

    def piece_collections(self):
        x = self.name("x")
        kind = self.random.randrange(5)
        made = ["collections.deque([1, 2, 3], maxlen=4)", "collections.Counter('abca')", "collections.defaultdict(list, a=[1])",
                "collections.OrderedDict(a=1, b=2)", "collections.ChainMap({'a': 1}, {'b': 2})"][kind]
        v = lambda: self.pick(["0", "1", "'a'", "'b'", "'zz'", "-1", "2", "[1]"])
        uses = [["append(5)", "appendleft(0)", "rotate(1)", "rotate(-2)", "extend('xy')", "extendleft('pq')", "pop()", "popleft()", f"remove({v()})", f"index({v()})", "insert(1, 'i')", "reverse()", "clear()", "copy()", f"count({v()})"],
                ["most_common(2)", "update('xa')", "subtract('ab')", "total()", "elements()", f"pop({v()})", f"__getitem__({v()})", "items()", "update(b=3)", "__add__(collections.Counter('ab'))", "__sub__(collections.Counter('ab'))", "__or__(collections.Counter('bb'))", "__neg__()", f"setdefault({v()}, 3)"],
                [f"__getitem__({v()})", f"get({v()})", f"pop({v()})", "copy()", "keys()", f"setdefault({v()}, 2)", "update(b=[2])", "__or__({'q': 1})", f"__missing__({v()})"],
                [f"move_to_end({v()})", "move_to_end('a', last=False)", "popitem()", "popitem(last=False)", f"pop({v()}, 'd')", "update(c=3, a=0)", "__eq__({'b': 2, 'a': 1})", "__eq__(collections.OrderedDict(b=2, a=1))", "copy()", f"setdefault({v()})", "__reversed__()", "__or__({'n': 1})", "clear()"],
                [f"__getitem__({v()})", "new_child({'c': 3})", "parents", "maps", f"pop({v()})", "update(d=4)", "keys()", f"get({v()}, 'no')", "popitem()", "__or__({'a': 9})", "items()", "copy()"]][kind]
        lines = ["import collections", f"{x} = {made}"]
        for _ in range(self.random.randint(3, 9)):
            use = self.pick(uses)
            lines += self.guarded([f"r = {x}.{use}", "print(plain(r) if type(r).__name__ not in ('chain', 'reversed', 'odict_iterator', 'dict_reversekeyiterator', 'generator', 'repeat') else list(r))"])
        lines += self.shown([f"{x}, len({x}), bool({x})", f"list({x}), {v()} in {x}", f"{x} == {made}"])
        if self.chance(0.4):
            n = self.name("N")
            fields = self.pick(["'a b'", "'a, b'", "['a', 'b']", "'a a'", "'a def'", "'a _b'", "'a 1'", "5"])
            lines += self.guarded([f"{n} = collections.namedtuple('{n}', {fields}{self.pick(['', ', defaults=[1]', ', rename=True', ', defaults=[1, 2, 3]'])})",
                                   f"print({n}._fields, {n}._field_defaults)", f"t = {n}({self.pick(['1, 2', '1', 'a=1, b=2', '', '1, 2, 3', 'a=1, z=2'])})",
                                   "print(t, t[0], t._asdict(), t == (1, 2))", f"print(t._replace({self.pick(['a=5', 'z=1'])}), {n}._make('xy'), t < (9,))", "t.a = 4"])
        return lines

    def piece_declared(self):
        """Names that are declared, and what of them is seen."""
        f, v = self.name("f"), self.name("v")
        body = [self.pick([f"{v}: int", f"{v}: int = 1", f"({v}): int", f"({v}): int = 2", f"exec('{v} = 7')", f"print(eval('{v}'))", f"print({v})", f"del {v}",
                           "print(sorted(locals()))", f"w = lambda: {v}", "w = 3; print(w)", f"for {v} in 'ab': pass", f"global u_{v}; u_{v} = 1", f"{v}: undefined_name"])
                for _ in range(self.random.randint(1, 5))]
        lines = [f"{v} = 'outer'"] if self.chance(0.5) else []
        text = "\n".join([f"def {f}():"] + ["    " + line for line in body])
        in_class = "\n".join([f"class {f}C:"] + ["    " + line for line in body if "lambda" not in line and "global" not in line] + ["    pass"])
        lines += self.guarded([f"exec({text!r})", f"print({f}.__code__.co_varnames, {f}.__code__.co_cellvars, {f}.__annotations__)", f"{f}()"])
        return lines + self.guarded([f"exec({in_class!r})", f"print({f}C.__dict__.get('__annotations__'), '{v}' in {f}C.__dict__)"])
