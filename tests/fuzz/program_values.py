"""Pieces of generated programs about values: numbers, text, bytes, containers.

A mixin of Programs (tests/fuzz/programs.py). A piece is a list of lines; what
it computes is shown by `show(lambda: ...)`, which prints the value or the error.
"""

BUILTINS = [
    "abs", "all", "any", "ascii", "bin", "bool", "bytearray", "bytes",
    "callable", "chr", "classmethod", "complex", "delattr", "dict", "divmod",
    "enumerate", "filter", "float", "format", "frozenset", "getattr", "hasattr",
    "hex", "int", "isinstance", "issubclass", "iter", "len", "list", "map",
    "max", "min", "next", "oct", "ord", "print", "property", "range", "repr",
    "reversed", "round", "set", "setattr", "slice", "sorted", "staticmethod",
    "str", "sum", "tuple", "type", "zip", "pow", "object",
    "super", "memoryview"]

# Receivers of method calls, and arguments of any call.
VALUES = [
    "0", "1", "-1", "3", "2**70", "1.5", "-0.0", "True", "None", "''", "'abc'",
    "'12'", "'a b'", "b''", "b'ab'", "bytearray(b'xy')", "[]", "[1, 2]",
    "['b', 'a']", "()", "(1, 'a')", "{}", "{'a': 1}", "{1: 2}", "{1}",
    "frozenset([2])", "range(5)", "slice(1, 3)", "int", "str", "len", "...",
    "1j", "iter([1, 2])", "(i for i in 'ab')", "(lambda x: x)",
    "ValueError('v')", "KeyError", "[[1], [2]]", "[('a', 1)]", "'utf-8'"]

RECEIVERS = {
    int: ["0", "5", "-12", "2**80", "True"],
    float: ["0.0", "-1.5", "1e300", "float('inf')", "3.0"],
    complex: ["1j", "(2-3j)"],
    str: ["''", "'abc'", "'Hello World'", "' a,b , c '", "'äß'", "'12'",
          "'a\\tb\\nc'", "'{} {x}'"],
    bytes: ["b''", "b'abc'", "b' a,b '", "b'\\xff\\x00z'"],
    bytearray: ["bytearray()", "bytearray(b'a b')"],
    list: ["[]", "[3, 1, 2]", "['b', 'a']"],
    tuple: ["()", "(1, 2, 1)"],
    dict: ["{}", "{'a': 1, 'b': 2}", "{1: [2]}"],
    set: ["set()", "{1}"],
    frozenset: ["frozenset()", "frozenset([1])"],
    range: ["range(0)", "range(5)", "range(9, -3, -4)"],
}

# What a method's arguments mostly are.
LIKELY = {
    int: ["1", "2", "'big'", "'little'", "True", "-3"],
    float: ["1", "2.5", "'0x1p3'"],
    complex: ["1", "2j"],
    str: ["'a'", "'b'", "' '", "','", "1", "2", "-1", "None", "''", "('a', 'H')",
          "['x', 'y']", "{97: 'z'}", "'strict'", "'ascii'", "'replace'", "10"],
    bytes: ["b'a'", "b' '", "97", "1", "-1", "None", "b''", "'ff 00'",
            "[b'x', b'y']", "'utf-8'", "'replace'", "10"],
    bytearray: ["b'a'", "97", "0", "-1", "b'xy'", "[1, 2]", "256"],
    list: ["0", "1", "-1", "5", "[1, 2]", "'ab'", "None"],
    tuple: ["1", "2", "0", "9"],
    dict: ["'a'", "1", "None", "{'c': 3}", "[('d', 4)]", "['x', 'y']"],
    set: ["1", "2", "[1, 2]", "{2}", "()", "'a'"],
    frozenset: ["1", "[1, 2]", "{2}", "()"],
    range: ["1", "5", "0"],
}
METHODS = {kind: [name for name in dir(kind)
                  if name[0] != "_" and name not in ("hex", "fromhex")]
           for kind in RECEIVERS}

BINARY = ["+", "-", "/", "//", "%", "&", "|", "^", "<<", "<", "<=", "==",
          "!=", ">", ">=", "in", "not in", "is not", "and", "or", "@", "**"]
SMALL = [v for v in VALUES if "2**" not in v]


class ValuePieces:

    def shown(self, sources):
        return [f"show(lambda: ({source}))" for source in sources]

    def several_calls(self, make, most):
        return [f"called(lambda: {make()})"
                for _ in range(self.random.randint(2, most))]

    def several(self, make, most=6):
        return self.shown(make() for _ in range(self.random.randint(2, most)))

    def value(self, kind=None):
        if kind is not None and self.chance(0.75):
            return self.pick(LIKELY[kind])
        return self.pick(VALUES)

    # --- Calls of builtins, right and wrong ----------------------------------

    def piece_builtin_calls(self):
        def make():
            name = self.pick(BUILTINS)
            count = self.random.choices([0, 1, 2, 3, 4], [1, 6, 4, 2, 1])[0]
            if name in ("str", "bytes", "bytearray"):
                count = min(count, 1)
            pool = SMALL if name in ("pow", "range", "bytes", "round") else VALUES
            if name == "float":
                pool = SMALL[:12]
            arguments = [self.pick(pool) for _ in range(count)]
            if self.chance(0.12):
                arguments.append(self.pick([
                    "key=len", "default=0", "strict=True", "start=1", "x=1",
                    "reverse=True", "sep=''", "encoding='ascii'", "base=2",
                    "key=None", "**{'a': 1}", "*[1, 2]"]))
            return f"{name}({', '.join(arguments)})"
        return self.several_calls(make, 6)

    def piece_method_calls(self):
        def make():
            kind = self.pick(list(RECEIVERS))
            name = self.pick(METHODS[kind])
            receiver = self.pick(RECEIVERS[kind])
            if receiver[0].isdigit() or receiver[0] == "-":
                receiver = f"({receiver})"
            count = self.random.choices([0, 1, 2, 3], [4, 6, 3, 1])[0]
            arguments = [self.value(kind) for _ in range(count)]
            if self.chance(0.05) and kind is not range:
                receiver = kind.__name__
            return f"{receiver}.{name}({', '.join(arguments)})"
        return self.several_calls(make, 8)

    def piece_changes(self):
        """Methods that change a list, dict, set or bytearray, and what is left."""
        kind = self.pick([list, dict, set, bytearray])
        name = self.name("t")
        lines = [f"{name} = {self.pick(RECEIVERS[kind])}"]
        for _ in range(self.random.randint(2, 7)):
            count = self.random.choices([0, 1, 2], [3, 6, 2])[0]
            arguments = ", ".join(self.value(kind) for _ in range(count))
            method = self.pick([m for m in METHODS[kind] if m[0] != "_"])
            if kind is set and method == "pop":
                method = "clear"
            lines.append(f"called(lambda: {name}.{method}({arguments}))")
        return lines + [f"show(lambda: {name})"]

    def piece_operators(self):
        def make():
            return (f"{self.pick(SMALL)} {self.pick(BINARY)} "
                    f"{self.pick(SMALL)}")
        return self.several(make, 8)

    def piece_in_place(self):
        name = self.name("t")
        lines = []
        for _ in range(self.random.randint(1, 4)):
            operator = self.pick(["+=", "-=", "|=", "&=", "^=", "%=",
                                  "//=", "**=", ">>=", "@="])
            lines += [f"{name} = {self.pick(SMALL)}", "try:",
                      f"    {name} {operator} {self.pick(SMALL)}",
                      "except Exception as e:",
                      "    print(type(e).__name__, e)",
                      f"show(lambda: {name})"]
        return lines

    def piece_subscripts(self):
        name = self.name("t")
        lines = []
        for _ in range(self.random.randint(1, 3)):
            lines.append(f"{name} = {self.pick(SMALL)}")
            key = self.pick(SMALL)
            do = self.pick([f"print(plain({name}[{key}]))", f"del {name}[{key}]",
                            f"{name}[{key}] = {self.pick(SMALL)}",
                            f"for {name}x in {name}: print({name}x)",
                            f"{name}x, *{name}y = {name}; print({name}x, {name}y)",
                            f"{name}x, {name}y = {name}; print({name}x, {name}y)",
                            f"{name}.absent", f"{name}.absent = 1",
                            f"del {name}.absent", f"{name}(1)",
                            f"with {name}: pass", f"print(*{name})",
                            f"print(**{name})", f"assert not {name}, {key}",
                            f"raise {name}", f"raise ValueError from {name}",
                            f"print(f'{{{name}:>{self.random.randint(0, 9)}}}')",
                            f"print(-{name}, ~{name})", f"print(not {name})"])
            lines += ["try:", f"    {do}", "except Exception as e:",
                      "    print(type(e).__name__, e)"]
        return lines

    # --- Formatting -----------------------------------------------------------

    def spec(self):
        parts = []
        if self.chance(0.4):
            parts.append(self.pick(["", "", "*", "é", "0", "x"])
                         + self.pick("<>^="))
        if self.chance(0.3):
            parts.append(self.pick("+- "))
        if self.chance(0.1):
            parts.append("z")
        if self.chance(0.2):
            parts.append("#")
        if self.chance(0.2):
            parts.append("0")
        if self.chance(0.5):
            parts.append(str(self.random.randint(1, 18)))
        if self.chance(0.2):
            parts.append(self.pick(",_"))
        if self.chance(0.4):
            parts.append("." + str(self.random.randint(0, 12)))
        if self.chance(0.7):
            parts.append(self.pick("bcdeEfFgGnosxX%"))
        return "".join(parts)

    def formatted(self):
        return self.pick([
            "0", "7", "-42", "123456789", "2**70", "-2**65", "True", "1114111",
            "0.0", "-0.0", "1.5", "-2.675", "1e16", "123456.789", "1e-5",
            "1e300", "float('inf')", "float('-inf')", "5e-324", "0.1", "99.995",
            "'abc'", "''", "'äö'", "1.5j", "(1-2.25j)", "None", "[1]"])

    def piece_formats(self):
        def make():
            value, spec = self.formatted(), self.spec()
            if "j" in value:
                spec = spec.strip("#%bcdosxX").replace("#", "")
            return f"format({value}, {spec!r})"
        return self.several(make, 9)

    def piece_percent(self):
        def make():
            flags = "".join(self.random.sample("-+ #0", self.random.randint(0, 2)))
            width = self.pick(["", "", "5", "12", "*"])
            precision = self.pick(["", "", ".0", ".3", ".10", ".*", "."])
            code = self.pick("diouxXeEfFgGcrsa%bz")
            values = ["6"] * (width + precision).count("*") + [self.formatted()]
            if self.chance(0.1):
                values.append("1")
            text = f"<%{flags}{width}{precision}{code}>"
            if self.chance(0.1):
                return f"'%(k){flags}{code}' % {{'k': {self.formatted()}}}"
            prefix = self.pick(["", "", "", "b"])
            return f"{prefix}{text!r} % ({', '.join(values)},)"
        return self.several(make, 9)

    def piece_templates(self):
        def make():
            field = self.pick([
                "{}", "{0}", "{1}", "{a}", "{0[0]}", "{a!r}", "{!s:>8}",
                "{:{w}}", "{0:{w}.{p}}", "{a:{b}}", "{{{}}}", "{", "}", "{0.}",
                "{a[}", "{!x}", "{0!r:^{w}}", "{a[k]}", "{} {0}", "{a.b.c}", "{}{}",
                "{[0]}", "{0[-1]}", "{: }", "{:" + self.spec() + "}"])
            return (f"{field!r}.format({self.formatted()}, "
                    f"a={self.value()}, w=7, p=2)")
        return self.several(make)

    def piece_f_strings(self):
        a, b = self.name("t"), self.name("t")
        lines = [f"{a}, {b} = {self.formatted()}, {self.random.randint(0, 12)}"]
        for _ in range(self.random.randint(1, 4)):
            body = self.pick([
                f"{{{a}}}", f"{{{a}!r}}", f"{{{a}=}}", f"{{{a} = !s:>9}}",
                f"{{{a}:{{{b}}}}}", f"{{{a}!a:^{{{b}}}}}", f"{{{a}:{self.spec()}}}",
                f"{{{a} if {b} else {b}!r}}", f"{{[{a}, {b}]}}",
                f"{{{a}:>{{{b}}}.{{{b}}}}}", f"{{({a}, {b})=}}", f"{{ {a} }}",
                f"{{{{{a}}}}}", f"{{(lambda: {b})()}}", f"{{{b}:#{{0}}x}}"])
            lines.append(f"show(lambda: f'<{body}>')")
        return lines

    # --- Numbers --------------------------------------------------------------

    def number(self):
        sign = self.pick(["", "", "-"])
        bits = self.pick([3, 8, 31, 47, 48, 52, 53, 63, 64, 65, 100, 300])
        base = self.random.getrandbits(bits)
        return f"({sign}{self.pick([base, 1 << bits, (1 << bits) - 1])})"

    def piece_integers(self):
        def make():
            a, b, c = self.number(), self.number(), self.number()
            return self.pick([
                f"{a} + {b}", f"{a} - {b}", f"{a} * {b}", f"{a} // {b}",
                f"{a} % {b}", f"divmod({a}, {b})", f"{a} / {b}", f"{a} & {b}",
                f"{a} | {b}", f"{a} ^ {b}", f"~{a}", f"{a} << {abs(hash(a)) % 130}",
                f"{a} >> {abs(hash(b)) % 130}", f"pow({a}, {self.random.randint(0, 40)}, {b})",
                f"pow({a}, -1, {b})", f"hash({a})", f"float({a})", f"{a} == float({a})",
                f"{a} < {b}", f"{a} <= 1e18", f"hex({a})", f"bin({a})", f"oct({a})",
                f"{a}.bit_length()", f"{a}.bit_count()",
                f"{a}.to_bytes({self.random.randint(0, 40)}, {self.pick(['big', 'little'])!r}, signed={self.pick([True, False])})",
                f"int.from_bytes({self.pick(BYTE_TEXTS)}, {self.pick(['big', 'little'])!r}, signed={self.pick([True, False])})",
                f"round({a}, {self.random.randint(-12, 2)})", f"int(str({a}), {self.random.randint(0, 36)})",
                f"str({a})[::-1]", f"math.gcd({a}, {b})", f"math.isqrt(abs({a}))",
                f"math.lcm({a}, {b}) % {c}", f"{a} ** {self.random.randint(0, 9)} % {b}",
                f"math.log2(abs({a}) + 1)", f"{a} * 1.5", f"int({a} / 3)",
                f"f'{{{a}:,}} {{{a}:e}} {{{a}:x}}'", f"{a}.as_integer_ratio()"])
        return self.several(make, 9)

    def float_value(self):
        return self.pick([
            repr(self.random.uniform(-10, 10)), repr(self.random.random()),
            repr(self.random.uniform(-1, 1) * 10.0 ** self.random.randint(-300, 300)),
            repr(float(self.random.randint(-10**6, 10**6))),
            repr(self.random.getrandbits(60) / 8),
            "0.0", "-0.0", "5e-324", "1.7976931348623157e308", "float('inf')",
            "0.5", "1.5", "2.5", "1e15", "1e16", "123456789012345680.0", "1e22"])

    def piece_floats(self):
        def make():
            a, b = (f"({self.float_value()})" for _ in range(2))
            return self.pick([
                a, f"{a} + {b}", f"{a} - {b}", f"{a} * {b}", f"{a} / {b}",
                f"{a} // {b}", f"{a} % {b}", f"divmod({a}, {b})",
                f"round({a}, {self.random.randint(-5, 12)})", f"round({a})",
                f"int({a})", f"{a}.hex()", f"float.fromhex({a}.hex()) == {a}",
                f"{a}.as_integer_ratio()", f"{a}.is_integer()", f"hash({a})",
                f"{a} ** 2", f"{a} ** 0.5", f"{a} == {b}", f"{a} < {b}",
                f"str({a})", f"'%.3g %r' % ({a}, {b})", f"math.floor({a})",
                f"math.ceil({a})", f"math.trunc({a})", f"math.sqrt({a})",
                f"math.frexp({a})", f"math.modf({a})", f"math.fmod({a}, {b})",
                f"math.copysign({a}, {b})", f"math.isclose({a}, {b})",
                f"math.ldexp({a}, {self.random.randint(-90, 90)})",
                f"math.nextafter({a}, {b})", f"math.ulp({a})",
                f"math.fsum([{a}, {b}, -{a}])", f"math.hypot({a}, {b})",
                f"complex({a}, {b})", f"complex({a}, {b}) * 2j",
                f"abs(complex({a}, 0))", f"sum([{a}, {b}, 1])", f"{a} > 2**64",
                f"float(repr({a})) == {a}", f"math.remainder({a}, {b})",
                f"complex({a}, 1) / complex({b}, 2)", f"complex({a}, {b}) == {a}"])
        return self.several(make, 9)

    def piece_conversions(self):
        texts = ["' 12 '", "'1_000'", "'1__0'", "'0x1f'", "'0b101'", "'-0o7'", "'٣'",
                 "'1e5'", "'inf'", "'-Infinity'", "'nan '", "'1.5.2'", "''", "' '",
                 "'+ 1'", "'0_1'", "'1j'", "'1+2j'", "'(3-4j)'", "'1 + 2j'", "'j'",
                 "b'12'", "b'x'", "'z'", "'１２'", "'1_0.5_0'", "'.5'", "'5.'", "'00'",
                 "'0012'", "'\\x00'", "'1\\n'"]
        def make():
            text = self.pick(texts)
            return self.pick([f"int({text})", f"float({text})", f"complex({text})",
                              f"int({text}, {self.pick([0, 2, 8, 10, 16, 36, 1, 37])})",
                              f"int({text}, base=0)", f"bool({text})"])
        return self.several(make, 9)

    # --- Text and bytes -------------------------------------------------------

    def a_text(self):
        return self.pick(TEXTS)

    def piece_texts(self):
        def make():
            t, u, v = self.a_text(), self.a_text(), self.a_text()
            n = self.random.randint(-2, 6)
            return self.pick([
                f"{t}.split({u}, {n})", f"{t}.rsplit(None, {n})", f"{t}.rsplit({u})",
                f"{t}.splitlines({n > 2})", f"{t}.partition({u})", f"{t}.rpartition({u})",
                f"{t}.replace({u}, {v}, {n})", f"{t}.find({u}, {n})", f"{t}.rfind({u}, {n}, 5)",
                f"{t}.index({u})", f"{t}.count({u}, {n})", f"{t}.startswith(({u}, {v}))",
                f"{t}.endswith({u}, {n})", f"{t}.strip({u})", f"{t}.lstrip({u})",
                f"{t}.center({n + 8}, {u}[:1] or '-')", f"{t}.ljust({n + 6}, '.')", f"{t}.zfill({n + 6})",
                f"{t}.expandtabs({n})", f"{t}.title()", f"{t}.capitalize()", f"{t}.swapcase()",
                f"{t}.casefold()", f"{t}.upper()", f"{t}.lower()", f"{t}.isidentifier()",
                f"{t}.istitle(), {t}.isdecimal(), {t}.isnumeric(), {t}.isalnum(), {t}.isprintable()",
                f"{t}.removeprefix({u}), {t}.removesuffix({v})", f"{u}.join([{t}, {v}])",
                f"{u}.join({t})", f"{t}.translate(str.maketrans('abl', 'xyz', 'o'))",
                f"{t}.translate({{98: None, 97: 'AA', 108: 0x4e2d}})", f"{t}.encode({self.pick(['utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'nope'])!r}, {self.pick(['strict', 'replace', 'ignore', 'backslashreplace', 'xmlcharrefreplace', 'surrogatepass'])!r})",
                f"repr({t}), ascii({t})", f"{t}[{n}:{self.pick(['', 3, -1])}:{self.pick([1, 2, -1])}]",
                f"{t} < {u}, {t} == {u}, {t} >= {v}", f"{u} in {t}", f"{t} % ()", f"{t} * {n}",
                f"[ord(c) for c in {t}]", f"max({t}), min({u})", f"sorted({t})", f"list(reversed({t}))",
                f"{t}.format_map({{'x': 1}})", f"str({t}.encode(), 'utf-8')", f"len({t})",
                f"{t}.encode().decode('utf-8', 'replace')", f"chr(ord({t}[0]) + 1)", f"{t}[{n}]"])
        return self.several(make, 9)

    def piece_bytes(self):
        def make():
            t, u = self.pick(BYTE_TEXTS), self.pick(BYTE_TEXTS)
            n = self.random.randint(-3, 6)
            return self.pick([
                f"{t}.split({u})", f"{t}.split(None, {n})", f"{t}.partition({u})", f"{t}.replace({u}, b'-')",
                f"{t}.find({u})", f"{t}.find({n})", f"{t}.count({u})", f"{t}.hex()", f"{t}.hex('-', {n})",
                f"{t}.decode({self.pick(['utf-8', 'ascii', 'latin-1', 'utf-16'])!r}, {self.pick(['strict', 'replace', 'ignore', 'backslashreplace', 'surrogateescape'])!r})",
                f"{t}.title()", f"{t}.upper()", f"{t}.strip({u})", f"{t}.center({n + 7}, b'*')", f"{t}.zfill({n + 6})",
                f"{t}.translate(None, {u})", f"{t}.startswith({u})", f"{t}.endswith(({u}, b'c'))", f"list({t})",
                f"{t}[{n}]", f"{t}[{n}:]", f"{t} + {u}", f"{t} * {n}", f"{t} == {u}, {t} < {u}", f"{n} in {t}",
                f"{u} in {t}", f"bytes({t})", f"bytes({n})", f"bytearray({t}) + {u}", f"{u}.join([{t}, b'z'])",
                f"bytes.fromhex({self.pick(['00ff', 'a b', '0', 'zz', ' 01 02 '])!r})", f"{t}.splitlines(True)",
                f"bytes([{n}, 65])", f"bytearray({t})[{n}:{n + 3}]", f"memoryview({t})[{n}:].tobytes()",
                f"memoryview({t}).tolist()", f"memoryview({t})[{n}]", f"{t}.isalpha(), {t}.isspace()", f"repr({t})",
                f"b'%s %d' % ({t}, {n})", f"int.from_bytes({t}, 'big')", f"{t}.expandtabs({n})", f"{t}.rsplit({u}, 1)"])
        return self.several(make, 9)

    # --- Containers -----------------------------------------------------------

    def a_slice(self):
        part = lambda: self.pick(["", "", str(self.random.randint(-7, 7)), "None"])
        return f"{part()}:{part()}:{self.pick(['', '', '1', '2', '-1', '-2', '3', '0'])}"

    def piece_slices(self):
        name = self.name("t")
        lines = []
        for _ in range(self.random.randint(2, 6)):
            start = self.pick(["list(range(6))", "bytearray(b'abcdef')", "list('xyz')"])
            at = self.a_slice()
            new = self.pick(["[]", "[9]", "[9, 8, 7]", "b'zz'", "range(3)", "5", "'ab'",
                             "(i for i in (1, 2))", f"{name}"])
            lines += [f"{name} = {start}",
                      f"show(lambda: {self.pick([name, 'range(20, 3, -3)', repr('abcdefg'), '(1, 2, 3, 4)'])}[{at}])",
                      "try:", self.pick([f"    {name}[{at}] = {new}", f"    del {name}[{at}]",
                                         f"    {name}[{at}] += {new}"]),
                      "except Exception as e:", "    print(type(e).__name__, e)",
                      f"print({name})"]
        return lines

    def piece_dicts(self):
        d, e = self.name("d"), self.name("d")
        keys = ["'a'", "'b'", "1", "1.0", "True", "(1, 2)", "None", "b'a'", "0", "-0.0"]
        pair = lambda: f"{self.pick(keys)}: {self.pick(SMALL[:12])}"
        shape = lambda: "{" + ", ".join(pair() for _ in range(self.random.randint(0, 4))) + "}"
        lines = [f"{d}, {e} = {shape()}, {shape()}"]
        k = lambda: self.pick(keys)
        for _ in range(self.random.randint(3, 8)):
            lines.append("show(lambda: " + self.pick([
                f"{d}.keys() & {e}.keys()", f"{d}.keys() | {e}", f"{d}.items() - {e}.items()",
                f"{d}.keys() ^ {e}.keys()", f"{d}.keys() <= {e}.keys()", f"{d}.items() == {e}.items()",
                f"{d}.keys().isdisjoint({e})", f"{d} | {e}", f"{d} == {e}", f"{d}.pop({k()})",
                f"{d}.popitem()", f"{d}.setdefault({k()}, [])", f"{d}.update({e})", f"{d}.update(a=1)",
                f"list(reversed({d}))", f"list({d}.values())", f"{d}[{k()}]", f"{d}.get({k()}, 'no')",
                f"{k()} in {d}", f"{d}.items()", f"{d}.values()", f"{d}.keys()", f"dict({d}, z=3)",
                f"{{**{d}, **{e}}}", f"dict.fromkeys({d}, 0)", f"{d}.copy() is {d}", f"sorted({d}, key=repr)",
                f"{d}.__delitem__({k()})", f"max({d}.items(), key=repr)", f"list(map({d}.get, {e}))",
                f"{{v: k for k, v in {d}.items()}}", f"{d} < {e}", f"len({d}), bool({d})", f"{d}.__ior__({e})",
                f"[{d}.__setitem__(9, i) for i in {d}]", f"(1, {k()}) in {d}.items()", f"next(iter({d}))"]) + ")")
        return lines + [f"show(lambda: {d})"]

    def piece_sets(self):
        s, t = self.name("s"), self.name("s")
        ints = lambda: "{" + ", ".join(str(self.random.randint(0, 9)) for _ in range(self.random.randint(1, 5))) + "}"
        lines = [f"{s}, {t} = {ints()}, {self.pick([ints(), 'frozenset(' + ints() + ')', 'set()'])}"]
        for _ in range(self.random.randint(3, 8)):
            lines.append("show(lambda: " + self.pick([
                f"{s} {self.pick(['|', '&', '-', '^', '<', '<=', '==', '>', '!='])} {t}", f"{s}.union([1], 'a')",
                f"{s}.difference({t}, [2])", f"{s}.symmetric_difference([1, 1, 2])", f"{s}.intersection({t}, range(5))",
                f"{s}.update([3], (4,))", f"{s}.discard(3)", f"{s}.remove(3)", f"{s}.add((1,))", f"{s}.add([])",
                f"{s}.issubset({t})", f"{s}.issuperset([1])", f"{s}.isdisjoint({t})", f"{s} | [1]", f"len({s})",
                f"{s}.intersection_update({t})", f"{s}.difference_update([1])", f"{s}.symmetric_difference_update({t})",
                f"frozenset({s}) == {s}", f"hash(frozenset({s})) == hash(frozenset({t}))", f"{{*{s}, *{t}}}",
                f"{{x // 2 for x in {s}}}", f"sum({s})", f"type({s} | {t}), type({t} & {s})", f"{t} in [{s}]",
                f"{{{s}}}", f"{{1}} in {{frozenset([1])}}", f"min({s}), max({s})", f"{s}.copy() - {s}"]) + ")")
        return lines + [f"show(lambda: {s})", f"show(lambda: {t})"]

    def piece_iteration(self):
        a, b = self.pick(["[3, 1, 2]", "'abc'", "range(4)", "()", "{1: 2}"]), self.pick(["'xy'", "[1]", "range(9)"])
        k = self.pick(["key=str", "key=lambda x: -len(str(x))", "default=7", "key=None", "default='d', key=repr"])
        def make():
            return self.pick([
                f"list(zip({a}, {b}))", f"list(zip({a}, {b}, strict=True))", f"list(enumerate({a}, 5))",
                f"list(map(lambda x, y: (x, y), {a}, {b}))", f"list(filter(None, {a}))", f"max({a}, {k})",
                f"min({a}, {k})", f"sorted({a}, reverse=True)", f"sum({a})", f"sum([[1], [2]], [])", f"any({a}), all({b})",
                f"list(iter(iter({a}).__next__, 2))", f"next(iter({a}), 'end')", f"dict(enumerate({a}))",
                f"[*{a}, *{b}]", f"list(reversed({a}))", f"tuple(x for x in {a} if x)", f"list(range(5, {self.random.randint(-5, 9)}, {self.pick([1, -1, 2, 0])}))",
                f"range(10)[{self.a_slice()}]", f"range(3) == range(0, 3, 1), hash(range(0)) == hash(range(5, 2))",
                f"range(2, 20, 3).index({self.random.randint(0, 20)})", f"{self.random.randint(0, 20)} in range(2, 20, 3)",
                f"[y for x in [{a}, {b}] for y in x]", f"list(itertools.chain({a}, {b}))", f"list(itertools.islice({a}, 2))",
                f"list(itertools.product({a}, {b}))[:5]", f"list(itertools.groupby({a}, bool))[0][0]",
                f"list(itertools.accumulate({b}, lambda x, y: y))", f"list(itertools.zip_longest({a}, {b}))",
                f"functools.reduce(lambda x, y: (x, y), {a})", f"sum({b}, start=())", f"sorted({a}, key=lambda x: x % 2)"])
        return self.several(make, 8)


TEXTS = ["''", "'a'", "'abc'", "'Hello World'", "'  pad '", "'x,y,,z'", "'äöü'",
         "'aXbXc'", "'\\U0001f600!'", "'ß'", "\"it's\"", "'ab\\tc\\nd'", "'ŉǅ'",
         "'l'", "'o W'", "','", "'İı'", "'１2'", "'Σας'", "'a\\x00b'", "'\\x7f\\x85 '",
         "'%s'", "'{x}'", "'\\ud800'", "'ﬁn'", "'a\\r\\nb\\x0bc\\x1cd\\u2028e'"]
BYTE_TEXTS = ["b''", "b'abc'", "b'a b,c'", "b'\\x00\\xff\\x80'", "b'a'", "b','", "b'Hello World'",
              "bytearray(b'ab\\n cd')", "b'\\xc3\\xa4\\xc3'", "b'\\xff\\xfea\\x00'", "b\"it's\""]
