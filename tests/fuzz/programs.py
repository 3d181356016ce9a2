"""Python programs made from a seed, for tests/fuzz/differential.py.

A program is a list of top-level pieces: definitions, and blocks that compute
and print. It ends soon, whatever its seed: loops are bounded, calls do not
recurse, numbers and texts are kept small. It prints nothing that may differ
for a reason that is written down (docs/python.md): no sets in their own order
but those of numbers, no addresses.

Expressions are made by the type they should have, so that most of them work;
one in a while is of the wrong type on purpose, because error texts count too.
"""

import random

from program_classes import ClassPieces
from program_flow import FlowPieces
from program_library import LibraryPieces
from program_values import ValuePieces

INTS = ["0", "1", "-1", "2", "3", "7", "10", "-5", "255", "256", "1000",
        "2**31", "2**47", "-2**47", "2**63", "10**20", "-10**18", "0x7f",
        "True", "False"]
FLOATS = ["0.0", "-0.0", "1.5", "-2.25", "0.1", "1e16", "1e-7", "3.0",
          "123456.789", "float('inf')", "2.5", "1e300", "-1e22"]
STRS = ["''", "'a'", "'abc'", "'Hello World'", "'  pad '", "'x,y,,z'",
        "'äöü'", "'日本'", "'\\t\\n'", "'123'", "'-4.5'", "'aXbXc'",
        "'\\U0001f600!'", "'ß'", "\"it's\"", "'A1b2'"]
BYTES = ["b''", "b'abc'", "b'\\x00\\xff'", "b'a,b'"]
INT_OPS = ["+", "-", "*", "//", "%", "&", "|", "^"]
COMPARES = ["<", "<=", "==", "!=", ">", ">="]
SPECS = {
    "int": ["", "d", "5", "<6", "^7", "+d", "x", "#x", "b", "o", "08", ",",
            "_", "e", ".2f", "c", "s", "=+6", "*^9"],
    "float": ["", ".2f", "10.3f", "e", "g", ".3g", "+.1f", "%", "08.2f", "n",
              "<9", ",.1f", "d", ".0f"],
    "str": ["", "10", "<8", ">8", "^8", ".2", "*^9", "s", "d", "5.1"],
}
# A set of these is made only where its order does not show.
TYPES = ["int", "float", "str", "list", "tuple", "dict", "bool", "bytes",
         "none"]


class Programs(ValuePieces, ClassPieces, FlowPieces, LibraryPieces):
    """Makes one program; every choice comes from `seed`."""

    def __init__(self, seed, size=14):
        self.random = random.Random(seed)
        self.size = size
        self.variables = {}  # name -> type
        self.assigned = {}  # the same, of all there ever were
        self.functions = []  # (name, how to call it)
        self.classes = []
        self.count = 0
        self.loops = 0

    # --- Choosing -----------------------------------------------------------

    def chance(self, share):
        return self.random.random() < share

    def pick(self, items):
        return self.random.choice(items)

    def name(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def kind(self):
        return self.random.choices(
            TYPES, [20, 8, 16, 14, 8, 10, 5, 4, 2])[0]

    # --- Expressions --------------------------------------------------------

    def expr(self, kind=None, depth=3):
        """An expression that is meant to be of type `kind`."""
        if kind is None or self.chance(0.02):
            kind = self.kind()
        known = [n for n, k in self.variables.items() if k == kind]
        if known and self.chance(0.35):
            return self.pick(known)
        if depth <= 0:
            return self.literal(kind)
        return getattr(self, "expr_" + kind)(depth - 1)

    def receiver(self, kind, depth):
        """The same, in parentheses where `1.method` would be no number."""
        text = self.expr(kind, depth)
        return f"({text})" if text[0].isdigit() or text[0] == "-" else text

    def literal(self, kind):
        if kind == "int":
            return self.pick(INTS)
        if kind == "float":
            return self.pick(FLOATS)
        if kind == "str":
            return self.pick(STRS)
        if kind == "bytes":
            return self.pick(BYTES)
        return {"list": "[]", "tuple": "()", "dict": "{}", "set": "set()",
                "bool": "True", "none": "None"}[kind]

    def items(self, depth, most=4, kind=None):
        count = self.random.randint(0, most)
        kind = kind or self.pick([None, "int", "str", "float"])
        parts = [self.expr(kind, depth) for _ in range(count)]
        if parts and self.chance(0.12):
            star = self.expr(self.pick(["list", "tuple", "str"]), depth)
            parts[self.random.randrange(len(parts))] = "*" + star
        return parts

    def comprehension(self, depth, element, left="[", right="]"):
        """`element` is a function of depth, called with the variable known."""
        variable = self.name("i")
        source = self.pick([
            f"range({self.random.randint(0, 6)})",
            self.expr("list", depth), self.expr("str", depth),
            f"range({self.random.randint(-3, 3)}, 8, 2)"])
        self.variables[variable] = "str" if source[0] in "'\"" else "int"
        body = element(depth)
        condition = ""
        if self.chance(0.4):
            condition = f" if {self.expr('bool', depth)}"
        inner = ""
        if self.chance(0.15):
            other = self.name("j")
            inner = f" for {other} in range({self.random.randint(0, 3)})"
        del self.variables[variable]
        return f"{left}{body} for {variable} in {source}{inner}{condition}{right}"

    def expr_int(self, d):
        choice = self.random.randrange(16)
        if choice < 5:
            return (f"({self.expr('int', d)} {self.pick(INT_OPS)} "
                    f"{self.expr('int', d)})")
        if choice == 5:
            kind = self.pick(["list", "str", "tuple", "dict", "bytes", "set"])
            return f"len({self.expr(kind, d)})"
        if choice == 6:
            value = self.expr("int", d)
            # The hash of a text is not CPython's.
            return f"{self.pick(['abs', '-', '~', '+', 'int', 'hash'])}(int({value}))"
        if choice == 7:
            text, what = self.receiver("str", d), self.expr("str", d)
            method = self.pick(["find", "count", "rfind", "index", "rindex"])
            return f"{text}.{method}({what})"
        if choice == 8:
            return f"({self.expr('int', d)} if {self.expr('bool', d)} else {self.expr('int', d)})"
        if choice == 9:
            return f"int({self.pick([self.expr('float', d), self.expr('str', d)])})"
        if choice == 10:
            return f"sum({self.expr('list', d)})"
        if choice == 11:
            return f"({self.expr('int', d)} {self.pick(['<<', '>>'])} {self.random.randint(-1, 70)})"
        if choice == 12:
            return f"({self.expr('int', d)} ** {self.random.randint(-1, 4)})"
        if choice == 13:
            return f"pow({self.expr('int', d)}, {self.random.randint(-1, 9)}, {self.expr('int', d)})"
        if choice == 14 and self.functions:
            return self.call(d)
        method = self.pick(["bit_length()", "bit_count()", "conjugate()",
                            "real", "numerator", "denominator"])
        return f"({self.expr('int', d)}).{method}"

    def expr_float(self, d):
        choice = self.random.randrange(7)
        if choice < 2:
            operator = self.pick(["+", "-", "*", "/", "//", "%"])
            return f"({self.expr('float', d)} {operator} {self.expr(self.pick(['float', 'int']), d)})"
        if choice == 2:
            return f"float({self.expr(self.pick(['int', 'str', 'float']), d)})"
        if choice == 3:
            return f"round({self.expr('float', d)}, {self.random.randint(-2, 4)})"
        if choice == 4:
            return f"abs({self.expr('float', d)})"
        if choice == 5:
            return f"({self.expr('int', d)} / {self.expr('int', d)})"
        return f"divmod({self.expr('float', d)}, {self.expr('float', d)})[{self.random.randint(0, 1)}]"

    def expr_str(self, d):
        choice = self.random.randrange(13)
        if choice == 0:
            return f"({self.expr('str', d)} + {self.expr('str', d)})"
        if choice == 1:
            return f"({self.expr('str', d)} * {self.random.randint(-1, 3)})"
        if choice in (2, 3):
            return self.f_string(d)
        if choice == 4:
            return f"{self.pick(['str', 'repr', 'ascii'])}({self.expr(self.printable_kind(), d)})"
        if choice == 5:
            return f"{self.receiver('str', d)}[{self.slice(d)}]"
        if choice == 6:
            method = self.pick([
                "upper", "lower", "title", "strip", "swapcase", "capitalize",
                "casefold", "lstrip", "rstrip", "expandtabs"])
            return f"{self.receiver('str', d)}.{method}()"
        if choice == 7:
            return f"{self.receiver('str', d)}.join({self.comprehension(d, lambda e: 'str(' + self.expr(None, e) + ')' if 0 else 'str(' + self.expr('int', e) + ')')})"
        if choice == 8:
            return f"{self.receiver('str', d)}.replace({self.expr('str', d)}, {self.expr('str', d)})"
        if choice == 9:
            method = self.pick(["center", "ljust", "rjust", "zfill"])
            return f"{self.receiver('str', d)}.{method}({self.random.randint(0, 9)})"
        if choice == 10:
            kind = self.pick(["int", "float", "str"])
            return f"format({self.expr(kind, d)}, {self.pick(SPECS[kind])!r})"
        if choice == 11:
            spec = self.pick(["%d", "%5.1f", "%s", "%r", "%x", "%-6s|", "%05d",
                              "%+d", "%e", "%c", "%%", "%(a)s"])
            return f"({spec!r} % ({self.expr(self.pick(['int', 'float', 'str']), d)},))"
        template = self.pick(["{}", "{0!r}", "{:>6}", "{0[0]}", "{x}", "{:{w}}",
                              "{0.real}", "{!s:^9}"])
        return f"{template!r}.format({self.expr(None, d)}, x={self.expr('int', d)}, w=5)"

    def printable_kind(self):
        return self.pick(["int", "float", "str", "list", "tuple", "dict",
                          "bool", "bytes", "none"])

    def f_string(self, d):
        parts = []
        for _ in range(self.random.randint(1, 3)):
            kind = self.pick(["int", "float", "str"])
            value = self.expr(kind, min(d, 1))
            if any(c in value for c in "'\"\\{}:!\n"):
                value = self.pick(
                    [n for n, k in self.variables.items() if k == kind]
                    or ["7"])
            tail = self.pick(["", "!r", "=", ":" + self.pick(SPECS[kind]),
                              ":" + self.pick(SPECS[kind])])
            parts.append(self.pick(["", "a ", "{{", "é"]) + "{" + value + tail
                         + "}")
        return "f'" + "".join(parts).replace("'", "") + "'"

    def slice(self, d):
        bound = lambda: self.pick(["", str(self.random.randint(-4, 5)),
                                   self.expr("int", 0)])
        if self.chance(0.4):
            return self.expr("int", 0)
        text = f"{bound()}:{bound()}"
        if self.chance(0.4):
            text += ":" + str(self.pick([1, 2, -1, -2, 3, 0]))
        return text

    def expr_list(self, d):
        choice = self.random.randrange(12)
        if choice < 4:
            return "[" + ", ".join(self.items(d)) + "]"
        if choice == 4:
            return self.comprehension(d, lambda e: self.expr(
                self.pick(["int", "str", "float"]), e))
        if choice == 5:
            return f"{self.expr('list', d)}[{self.slice(d)}]"
        if choice == 6:
            return f"({self.expr('list', d)} + {self.expr('list', d)})"
        if choice == 7:
            key = self.pick(["", ", key=str", ", reverse=True", ", key=repr"])
            return f"sorted({self.expr(self.pick(['list', 'str', 'tuple']), d)}{key})"
        if choice == 8:
            return f"list({self.pick(['reversed', 'enumerate', 'list', 'iter'])}({self.expr('list', d)}))"
        if choice == 9:
            return f"list(zip({self.expr('list', d)}, {self.expr('str', d)}))"
        if choice == 10:
            method = self.pick([f"split({self.pick(['', self.expr('str', 0)])})",
                                "splitlines()", "partition('X')"])
            return f"list({self.receiver('str', d)}.{method})"
        return f"list({self.pick(['map(str, ', 'filter(None, '])}{self.expr('list', d)}))"

    def expr_tuple(self, d):
        choice = self.random.randrange(5)
        if choice < 3:
            parts = self.items(d)
            return "(" + "".join(p + ", " for p in parts).rstrip() + ")"
        if choice == 3:
            return f"divmod({self.expr('int', d)}, {self.expr('int', d)})"
        return f"tuple({self.expr('list', d)})"

    def expr_dict(self, d):
        choice = self.random.randrange(6)
        if choice < 3:
            kind = self.pick(["str", "int", "bool", "float"])
            pairs = [f"{self.expr(kind, d - 1)}: {self.expr(self.printable_kind(), d)}"
                     for _ in range(self.random.randint(0, 4))]
            if self.chance(0.15):
                pairs.append("**" + self.expr("dict", d - 1))
            return "{" + ", ".join(pairs) + "}"
        if choice == 3:
            return self.comprehension(
                d, lambda e: f"{self.expr('int', e)}: {self.expr('str', e)}",
                "{", "}")
        if choice == 4:
            return f"({self.expr('dict', d)} | {self.expr('dict', d)})"
        return f"dict(zip({self.expr('str', d)}, {self.expr('list', d)}))"

    def expr_set(self, d):
        choice = self.random.randrange(4)
        if choice == 0:
            return f"set({self.expr(self.pick(['list', 'str', 'tuple']), d)})"
        if choice == 1:
            operator = self.pick(["|", "&", "-", "^"])
            return f"({self.expr('set', d)} {operator} {self.expr('set', d)})"
        if choice == 2:
            return self.comprehension(d, lambda e: self.expr("int", e), "{",
                                      "}")
        return f"frozenset({self.expr('list', d)})"

    def number_set(self, d):
        """Numbers and tuples of them, in an order that CPython has too."""
        choice = self.random.randrange(8 if d > 0 else 4)
        items = [self.pick(INTS + FLOATS + ["64", "1 << 40", "0.5", "-8", "2j",
                                            "(1, 2)", "(0.5, -1)"])
                 for _ in range(self.random.randrange(1, 9))]
        if choice == 0:
            return "{" + ", ".join(items) + "}"
        if choice == 1:
            step = self.pick([1, 1, 3, 8, 64, 2**33])
            return f"set(range(0, {step * self.random.randrange(90)}, {step}))"
        if choice == 2:
            return (f"{{i * {self.random.randrange(999)} % 997 / "
                    f"{self.pick([1, 2, 64, 3])} for i in range("
                    f"{self.random.randrange(200)})}}")
        if choice == 3:
            return f"frozenset([{', '.join(items)}])"
        if choice == 4:
            method = self.pick(["union", "intersection", "difference",
                                "symmetric_difference"])
            of = self.pick([f"[{', '.join(items)}]", self.number_set(d - 1),
                            f"dict.fromkeys({self.number_set(d - 1)})",
                            f"iter({self.number_set(d - 1)})"])
            return f"{self.number_set(d - 1)}.{method}({of})"
        if choice == 5:
            return f"{{*{self.number_set(d - 1)}, *{self.number_set(d - 1)}}}"
        keys = f"dict.fromkeys({self.number_set(d - 1)}).keys()"
        left = keys if self.chance(0.2) else self.number_set(d - 1)
        return f"({left} {self.pick('|&-^')} {self.number_set(d - 1)})"

    def make_number_sets(self):
        name = self.name("n")
        lines = [f"{name} = set({self.number_set(2)})"]
        for _ in range(self.random.randrange(6)):
            lines.append(self.pick([
                f"{name} {self.pick('|&-^')}= {self.number_set(1)}",
                f"for i in {self.number_set(1)}: "
                f"{name}.{self.pick(['add', 'discard'])}(i)",
                f"print([{name}.pop() for _ in range(min(len({name}), 5))])",
                f"print({name}, list({name}.copy()))"]))
        return lines + [f"print({name}, {self.number_set(2)})"]

    def expr_bool(self, d):
        choice = self.random.randrange(10)
        if choice < 3:
            kind = self.pick(["int", "float", "str", "list", "tuple", "bytes"])
            return f"({self.expr(kind, d)} {self.pick(COMPARES)} {self.expr(kind, d)})"
        if choice == 3:
            return (f"({self.expr('int', d)} {self.pick(COMPARES)} {self.expr('int', d)} "
                    f"{self.pick(COMPARES)} {self.expr('int', d)})")
        if choice == 4:
            return f"({self.expr(None, d)} {self.pick(['in', 'not in'])} {self.expr(self.pick(['list', 'dict', 'set', 'tuple', 'str']), d)})"
        if choice == 5:
            return f"(not {self.expr(None, d)})"
        if choice == 6:
            return f"({self.expr('bool', d)} {self.pick(['and', 'or'])} {self.expr('bool', d)})"
        if choice == 7:
            return f"{self.pick(['bool', 'any', 'all'])}({self.expr('list', d)})"
        if choice == 8:
            types = self.pick(["int", "str", "(int, str)", "list", "bool",
                               "int | str", "object"])
            return f"isinstance({self.expr(None, d)}, {types})"
        method = self.pick(["isdigit", "isalpha", "isupper", "islower",
                            "isspace", "isidentifier", "isascii", "istitle",
                            "isnumeric", "isprintable"])
        return f"{self.receiver('str', d)}.{method}()"

    def expr_bytes(self, d):
        choice = self.random.randrange(5)
        if choice == 0:
            return f"({self.expr('bytes', d)} + {self.expr('bytes', d)})"
        if choice == 1:
            return f"{self.receiver('str', d)}.encode({self.pick(['', repr('utf-8'), repr('latin-1'), repr('ascii')])})"
        if choice == 2:
            return f"{self.receiver('bytes', d)}[{self.random.randint(-2, 2)}:]"
        if choice == 3:
            return f"bytes({self.expr('list', d)})"
        return f"{self.pick(['bytes', 'bytearray'])}({self.expr('bytes', d)})"

    def expr_none(self, d):
        return self.pick(["None", "None", f"print({self.expr('int', d)})",
                          f"{self.receiver('dict', d)}.get('none')"])

    def call(self, d):
        function, parameters = self.pick(self.functions)
        arguments = []
        for parameter in parameters:
            if parameter == "*":
                arguments.extend(self.items(d, 2))
            elif parameter == "**":
                if self.chance(0.4):
                    arguments.append(f"extra={self.expr(None, d)}")
            elif "=" in parameter:
                if self.chance(0.5):
                    arguments.append(
                        f"{parameter[:-1]}={self.expr('int', d)}")
            else:
                arguments.append(self.expr("int", d))
        if self.chance(0.06):
            arguments = arguments[:-1]
        if self.chance(0.04):
            arguments.append("unknown=1")
        return f"{function}({', '.join(arguments)})"

    # --- Statements ---------------------------------------------------------

    def block(self, depth, indent, most=4):
        lines = []
        for _ in range(self.random.randint(1, most)):
            lines.extend(self.statement(depth, indent))
        return lines

    def statement(self, depth, indent):
        pad = "    " * indent
        simple = ["assign", "assign", "assign", "show", "show", "augment",
                  "unpack", "item", "method"]
        nested = ["branch", "loop", "attempt", "until", "guard", "switch"]
        kinds = simple + (nested if depth > 0 else [])
        made = getattr(self, "make_" + self.pick(kinds))(depth - 1)
        return [pad + line for line in made]

    def indented(self, depth, most=3):
        return self.block(depth, 1, most)

    def make_assign(self, depth):
        kind = self.kind()
        value = self.expr(kind)
        known = [n for n, k in self.variables.items() if k == kind]
        if known and self.chance(0.4):
            name = self.pick(known)
        else:
            name = self.name("v")
        self.variables[name] = self.assigned[name] = kind
        return [f"{name} = {value}"]

    def make_show(self, depth):
        kind = self.printable_kind()
        value = self.expr(kind)
        if self.chance(0.15):
            other = self.name("w")
            return [f"print(({other} := {value}), {other})"]
        if self.chance(0.1):
            return self.make_number_sets()
        if self.chance(0.15):
            return [f"print(sorted({self.expr('set')}, key=repr))"]
        tail = self.pick(["", "", ", sep='-', end='.\\n'", f", {self.expr('int', 1)}"])
        return [f"print({value}{tail})"]

    def make_augment(self, depth):
        names = [n for n, k in self.variables.items()
                 if k in ("int", "float", "str", "list", "tuple")]
        if not names:
            return ["pass"]
        name = self.pick(names)
        kind = self.variables[name]
        operator = {"int": self.pick(["+=", "-=", "//=", "%=", "^=", "|="]),
                    "float": self.pick(["+=", "-=", "/="])}.get(kind, "+=")
        value = self.expr(kind, 1)
        if kind in ("str", "list", "tuple"):
            return [f"{name} = {name}[:20]", f"{name} {operator} {value}"]
        return [f"{name} {operator} {value}"]

    def make_unpack(self, depth):
        a, b = self.name("u"), self.name("u")
        form = self.pick([f"{a}, {b}", f"{a}, *{b}", f"*{a}, {b}",
                          f"({a}, ({b}, *_))", f"[{a}, {b}]"])
        source = self.expr(self.pick(["list", "tuple", "str", "dict"]))
        return [f"{form} = {source}", f"print({a}, {b})"]

    def make_item(self, depth):
        kind = self.pick(["list", "dict"])
        names = [n for n, k in self.variables.items() if k == kind]
        if not names:
            return ["pass"]
        name = self.pick(names)
        value = self.expr(self.printable_kind(), 1)
        if kind == "dict":
            key = self.expr(self.pick(["str", "int"]), 1)
            form = self.pick([f"{name}[{key}] = {value}",
                              f"del {name}[{key}]",
                              f"print({name}[{key}])",
                              f"print({name}.pop({key}, {value}))",
                              f"print({name}.setdefault({key}, {value}))",
                              f"print(list({name}.items()), {key} in {name}.keys())"])
        else:
            form = self.pick([f"{name}[{self.slice(1)}] = {value}",
                              f"del {name}[{self.slice(1)}]",
                              f"print({name}[{self.slice(1)}])"])
        return [form, f"print({name})"]

    def make_method(self, depth):
        names = [n for n, k in self.variables.items() if k == "list"]
        if not names:
            return ["pass"]
        name = self.pick(names)
        value = self.expr(self.pick(["int", "str", "list"]), 1)
        call = self.pick([
            f"append({value})", f"extend({self.expr('list', 1)})",
            f"insert({self.expr('int', 0)}, {value})", "reverse()", "sort()",
            "sort(key=str)", f"remove({value})", f"pop({self.pick(['', '0', '-1', '5'])})",
            f"index({value})", f"count({value})", "copy()", "clear()"])
        return [f"print({name}.{call}, {name})"]

    def make_branch(self, depth):
        lines = [f"if {self.expr('bool')}:"] + self.indented(depth)
        if self.chance(0.4):
            lines += [f"elif {self.expr('bool')}:"] + self.indented(depth)
        if self.chance(0.5):
            lines += ["else:"] + self.indented(depth)
        return lines

    def make_loop(self, depth):
        if self.loops >= 2:
            return ["pass"]
        self.loops += 1
        name = self.name("n")
        source = self.pick([
            f"range({self.random.randint(0, 5)})",
            f"enumerate({self.expr('str', 1)})",
            f"list({self.expr('dict', 1)}.items())[:5]",
            f"{self.expr('list', 1)}[:5]"])
        self.variables[name] = self.assigned[name] = "int"
        lines = [f"for {name} in {source}:"]
        if self.chance(0.3):
            word = self.pick(["break", "continue"])
            lines += [f"    if {self.expr('bool', 2)}:", f"        {word}"]
        lines += self.indented(depth)
        if self.chance(0.3):
            lines += ["else:"] + self.indented(depth, 1)
        self.loops -= 1
        return lines

    def make_until(self, depth):
        if self.loops >= 2:
            return ["pass"]
        self.loops += 1
        name = self.name("k")
        lines = [f"{name} = 0", f"while {name} < {self.random.randint(1, 5)}:",
                 f"    {name} += 1"] + self.indented(depth)
        if self.chance(0.2):
            lines += ["else:", f"    print('done', {name})"]
        self.loops -= 1
        return lines

    def make_attempt(self, depth):
        lines = ["try:"] + self.indented(depth)
        error = self.pick(["Exception", "(ValueError, TypeError)",
                           "ArithmeticError", "LookupError"])
        name = self.name("e")
        lines += [f"except {error} as {name}:",
                  f"    print(type({name}).__name__, {name})"]
        if self.chance(0.2):
            lines += [self.pick([
                "    raise", f"    raise KeyError({self.expr('str', 1)}) from {name}",
                f"    raise RuntimeError('again', {self.expr('int', 1)})"])]
        if self.chance(0.3):
            lines += ["else:"] + self.indented(depth, 1)
        if self.chance(0.3):
            lines += ["finally:"] + self.indented(depth, 1)
        return lines

    def make_guard(self, depth):
        name = self.name("c")
        quiet = self.pick(["True", "False", "ValueError"])
        return ([f"with Guard({self.expr('str', 1)}, {quiet}) as {name}:"]
                + self.indented(depth))

    def make_switch(self, depth):
        a, b = self.name("m"), self.name("m")
        patterns = [
            "0", "'a'", f"[{a}, {b}]", f"[{a}, *{b}]", f"{{'a': {a}}}",
            f"int({a})", f"str() as {a}", "None", "[1, _]", "1 | 2 | 3",
            f"({a}, {b}, *_)", f"{{'x': 1, **{b}}}", "float()", "True",
            f"[[{a}], {b}]", "-1", f"dict({a}=1)"]
        lines = [f"match {self.expr(self.printable_kind())}:"]
        for pattern in self.random.sample(patterns, self.random.randint(1, 4)):
            guard = ""
            if self.chance(0.2):
                guard = f" if {self.expr('bool', 1)}"
            shown = [n for n in (a, b) if n in pattern] or ["'matched'"]
            lines += [f"    case {pattern}{guard}:",
                      f"        print({pattern!r}, {', '.join(shown)})"]
        lines += ["    case _:", "        print('no match')"]
        return lines

    # --- Definitions --------------------------------------------------------

    def make_function(self):
        name = self.name("f")
        count = self.random.randint(0, 3)
        parameters = [self.name("p") for _ in range(count)]
        saved = dict(self.variables)
        called, written = [], []
        for i, parameter in enumerate(parameters):
            last = i == count - 1
            if last and self.chance(0.4):
                written.append(f"{parameter}={self.literal('int')}")
                called.append(parameter + "=")
            else:
                written.append(parameter)
                called.append(parameter)
            self.variables[parameter] = "int"
        if self.chance(0.25):
            written.append("*rest")
            called.insert(len([c for c in called if "=" not in c]), "*")
            self.variables["rest"] = "tuple"
        if self.chance(0.2):
            written.append("**named")
            called.append("**")
            self.variables["named"] = "dict"
        if "*" in called and any("=" in c for c in called):
            called = [c for c in called if "=" not in c]
        functions, self.functions = self.functions, self.functions[-3:]
        is_generator = self.chance(0.25)
        # What a function assigns is its own, so outer names are only read
        # where the body does not assign them.
        own = {n: k for n, k in self.variables.items() if n not in saved}
        self.variables = own
        body = self.block(1, 1)
        if is_generator:
            body += [f"    yield {self.expr('int')}",
                     f"    sent = yield {self.expr('str')}",
                     "    print('sent', sent)",
                     f"    yield from {self.expr('list', 2)}[:4]"]
        elif self.chance(0.3):
            cell = self.name("q")
            body += [f"    {cell} = {self.expr('int')}",
                     "    def inner(step=1):",
                     f"        nonlocal {cell}",
                     f"        {cell} += step",
                     f"        return {cell}",
                     f"    return inner() + inner({self.expr('int', 1)})"]
        else:
            body += [f"    return {self.expr('int')}"]
        self.variables, self.functions = saved, functions
        lines = [f"def {name}({', '.join(written)}):"] + body
        if self.chance(0.15):
            lines.insert(0, "@traced")
        if not is_generator:
            self.functions.append((name, called))
            return lines
        return lines + self.drive(f"{name}({', '.join('2' for c in called if c.isidentifier())})")

    def drive(self, call):
        return [f"try:", f"    g = {call}", "    print(next(g))",
                f"    print(g.{self.pick(['send(5)', 'throw(ValueError(1))', 'close()', 'send(None)'])})",
                "    print(list(g))", "except Exception as e:",
                "    print(type(e).__name__, e)"]

    def make_class(self):
        name = self.name("C")
        bases = self.random.sample(self.classes, min(len(self.classes),
                                                     self.random.randint(0, 2)))
        saved = dict(self.variables)
        self.variables = {"self.x": "int"}
        lines = [f"class {name}({', '.join(bases)}):" if bases
                 else f"class {name}:",
                 "    def __init__(self, x):",
                 "        super().__init__(x)" if bases else "        self.x = x",
                 "    def __repr__(self):",
                 f"        return f'{name}({{self.x}})'"]
        special = [
            ("__add__(self, o)", "int"), ("__eq__(self, o)", "bool"),
            ("__lt__(self, o)", "bool"), ("__len__(self)", "int"),
            ("__getitem__(self, k)", "str"), ("__contains__(self, k)", "bool"),
            ("__call__(self, *a)", "list"), ("__bool__(self)", "bool"),
            ("__iter__(self)", "iter"), ("__radd__(self, o)", "int"),
            ("__neg__(self)", "int"), ("__int__(self)", "int"),
            ("__format__(self, spec)", "str"), ("__str__(self)", "str"),
            ("__hash__(self)", "int"), ("__getattr__(self, n)", "str"),
            ("method(self)", "int"), ("__index__(self)", "int"),
            ("__enter__(self)", "int"), ("__exit__(self, *e)", "bool"),
        ]
        for head, kind in self.random.sample(special, self.random.randint(2, 6)):
            self.variables = {"self.x": "int"}
            lines.append(f"    def {head}:")
            if kind == "iter":
                lines.append(f"        return iter({self.expr('list', 2)})")
            elif head.startswith(("__hash__", "__len__")):
                lines.append(f"        return {self.random.randint(0, 9)}")
            elif head.startswith("__getattr__"):
                lines.append("        if n.startswith('_'): raise AttributeError(n)")
                lines.append("        return n + '?'")
            else:
                lines.append(f"        return {self.expr(kind, 2)}")
        if self.chance(0.3):
            lines += ["    @property", "    def p(self):",
                      f"        return {self.expr('int', 2)}"]
        if self.chance(0.2):
            lines += ["    @classmethod", "    def make(cls, *a):",
                      "        return cls(len(a))"]
        self.variables = saved
        self.classes.append(name)
        return lines + self.exercise(name)

    def exercise(self, name):
        a, b = self.name("o"), self.name("o")
        lines = [f"{a}, {b} = {name}({self.literal('int')}), {name}(7)"]
        uses = [f"{a} + {b}", f"{a} == {b}", f"{a} < {b}", f"len({a})",
                f"{a}[0]", f"1 in {a}", f"{a}(1, 2)", f"bool({a})",
                f"list({a})", f"1 + {a}", f"-{a}", f"int({a})", f"f'{{{a}:>5}}'",
                f"str({a})", f"hash({a}) == hash({a})", f"{a}.absent",
                f"{a}.method()", f"[10, 20, 30][{a}]", f"{a}.p",
                f"{name}.make(1, 2)", f"sorted([{a}, {b}])", f"{a} != {b}",
                f"max({a}, {b})", f"[*{a}]", f"{a} >= {b}", f"{{{a}: 1}}",
                f"sum([{a}, {b}])", f"{a} in [{b}]", f"{a}.x", f"range({a})",
                f"[c.__name__ for c in {name}.__mro__]", f"{a} * 2",
                f"getattr({a}, 'x', 0)", f"vars({a})", f"round({a})"]
        for use in self.random.sample(uses, 6):
            lines += ["try:", f"    print({use})", "except Exception as e:",
                      "    print(type(e).__name__, e)"]
        return lines

    def make_evaluated(self):
        kind = self.printable_kind()
        saved = dict(self.variables)
        source = self.expr(kind)
        form = self.pick([f"print(eval({source!r}))",
                          f"exec({'print(' + source + ')'!r})"])
        self.variables = saved
        return ["try:", f"    {form}", "except Exception as e:",
                "    print(type(e).__name__, e)"]

    def piece(self):
        if self.chance(0.65):
            return getattr(self, self.pick(PIECES))()
        choice = self.random.random()
        if choice < 0.17:
            return self.make_function()
        if choice < 0.27:
            return self.make_class()
        if choice < 0.31:
            return self.make_evaluated()
        body = self.block(2, 1)
        return ["try:"] + body + ["except Exception as e:",
                                  "    print(type(e).__name__, e)"]

    def text(self):
        lines = []
        for _ in range(self.size):
            lines += self.piece()
        # Without a handler, many programs end in a traceback.
        if self.chance(0.3):
            lines += self.block(2, 0)
        elif self.chance(0.6):
            lines += self.piece_uncaught()
        # What a piece that failed did not assign is there all the same.
        first = [f"{name} = {self.literal(kind)}"
                 for name, kind in self.assigned.items()]
        return "\n".join([PREAMBLE.strip(), *first, *lines]) + "\n"


PIECES = sorted(name for name in dir(Programs) if name.startswith("piece_")
                and name != "piece_uncaught")

PREAMBLE = '''
import functools
import itertools
import math
import operator
class Guard:
    def __init__(self, name, quiet):
        self.name, self.quiet = name, quiet
    def __enter__(self):
        print("enter", self.name)
        return self.name
    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value)
        if self.quiet in (True, False):
            return self.quiet
        return kind is not None and issubclass(kind, self.quiet)
class BadEnter:
    def __enter__(self): raise KeyError("enter")
    def __exit__(self, *a): print("never")
class BadExit:
    def __enter__(self): return [1, 2]
    def __exit__(self, kind, value, traceback): raise TypeError("exit")
class AGuard:
    def __init__(self, n): self.n = n
    async def __aenter__(self):
        print("aenter", await Wait(self.n))
        return self
    async def __aexit__(self, *e):
        print("aexit", e[0])
        return self.n
    def __repr__(self): return "AGuard"
class Wait:
    def __init__(self, value): self.value = value
    def __await__(self): return (yield self.value)
class Point:
    __match_args__ = ("x", "y")
    origin = 0
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"Point({self.x}, {self.y})"
class Box:
    def __init__(self, name): self.name = name
    def __getitem__(self, key): print("get", self.name, key); return 1
    def __setitem__(self, key, value): print("set", self.name, key, value)
    def __delitem__(self, key): print("del", self.name, key)
    def __iter__(self): print("iter", self.name); return iter([7])
    def __call__(self, *a): print("call", self.name, a)
    def __getattr__(self, name):
        if name[:2] == "__": raise AttributeError(name)
        print("attr", self.name, name)
        return 2
def box(name): return Box(name)
def say(x):
    print("say", x)
    return x
def traced(f):
    def call(*args, **kwargs):
        print("call", f.__name__, args, kwargs)
        return f(*args, **kwargs)
    return call
# A value's text, in which sets are in order.
def plain(x):
    t = type(x)
    if t in (set, frozenset):
        return t.__name__ + str(sorted(map(plain, x)))
    if t in (list, tuple):
        return t.__name__[0] + "(" + ", ".join(map(plain, x)) + ")"
    if t is dict:
        return "{" + ", ".join(plain(k) + ": " + plain(v) for k, v in x.items()) + "}"
    return repr(x)
# As show(), of a builtin: how it words a wrong call is CPython's many ways.
def called(make):
    try:
        print(plain(make()))
    except TypeError as e:
        text = str(e)
        for word in ("argument", "descriptor", "method", "takes no"):
            if word in text:
                text = "..."
        print("TypeError", text)
    except Exception as e:
        print(type(e).__name__, e)
def show(make):
    try:
        print(plain(make()))
    except Exception as e:
        print(type(e).__name__, e)
def chain(e):
    kinds = []
    while e is not None and len(kinds) < 6:
        kinds.append(type(e).__name__)
        e = e.__cause__ or e.__context__
    return kinds
def tree(e):
    inner = [tree(x) for x in e.exceptions] if isinstance(e, BaseExceptionGroup) else []
    return (type(e).__name__, str(e), inner, repr(e.__cause__), getattr(e, "__notes__", None))
def noted(e):
    e.add_note("one")
    return e.__notes__
def drive(coroutine):
    try:
        sent = None
        for _ in range(9):
            sent = coroutine.send(sent)
            print("sent", sent)
    except StopIteration as e:
        print("returned", e.value)
    except BaseException as e:
        print(repr(e), chain(e))
    close(coroutine)
# Some await or yield when they are closed; what is left then, CPython finalizes
# when the program ends, and Midge does not.
def close(generator):
    for _ in range(9):
        try:
            generator.close()
            break
        except BaseException as e:
            print(repr(e), chain(e))
def compiled(source):
    try:
        compile(source, "text", "exec")
        print("compiles", repr(source))
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text), repr(source))
    except ValueError as e:
        print("ValueError", e)
'''


def make(seed, size=14):
    """The program of a seed."""
    return Programs(seed, size).text()
