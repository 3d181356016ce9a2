# gc every: 1024
"""Readers and writers of small data languages (CSV, INI, a subset of TOML) and
a validator for a subset of JSON Schema."""

import contextlib
import enum
import io
import itertools
import json
import re
import string
import textwrap
from collections import OrderedDict, namedtuple
from collections.abc import Mapping, MutableMapping, Sequence
from functools import partial, singledispatchmethod
from types import MappingProxyType, SimpleNamespace


class FormatError(ValueError):
    def __init__(self, message, line=None):
        super().__init__(message if line is None else f"line {line}: {message}")
        self.line = line


# --- CSV ------------------------------------------------------------------------

class Quote(enum.IntFlag):
    MINIMAL = 0
    STRINGS = enum.auto()
    EMPTY = enum.auto()
    ALL = STRINGS | EMPTY


def read_csv(lines, delimiter=",", quote='"'):
    """Rows of cells; a quoted cell may go over several lines."""
    row, cell, state = [], [], "start"
    for number, line in enumerate(lines, 1):
        for char in line:
            match state, char:
                case ("start" | "plain"), c if c == delimiter:
                    row.append("".join(cell))
                    cell.clear()
                    state = "start"
                case ("start" | "plain" | "after"), "\n":
                    row.append("".join(cell))
                    yield row
                    row, cell, state = [], [], "start"
                case "start", c if c == quote:
                    state = "quoted"
                case "quoted", c if c == quote:
                    state = "after"
                case "after", c if c == quote:
                    cell.append(quote)
                    state = "quoted"
                case "after", c if c == delimiter:
                    row.append("".join(cell))
                    cell.clear()
                    state = "start"
                case "after", c:
                    raise FormatError(f"{c!r} after a quote", number)
                case _, c:
                    cell.append(c)
                    if state == "start":
                        state = "plain"
    if state == "quoted":
        raise FormatError("quote never closed")
    if row or cell:
        yield [*row, "".join(cell)]


def write_csv(rows, out, delimiter=",", flags=Quote.MINIMAL):
    for row in rows:
        cells = []
        for value in row:
            text = "" if value is None else str(value)
            wants = (any(c in text for c in f'{delimiter}"\n')
                     or Quote.STRINGS in flags and isinstance(value, str)
                     and bool(flags)
                     or Quote.EMPTY & flags and text == "")
            cells.append('"' + text.replace('"', '""') + '"' if wants else text)
        print(*cells, sep=delimiter, file=out)


def records(rows, name="Row"):
    rows = iter(rows)
    fields = [re.sub(r"\W+", "_", f.strip()).lower() for f in next(rows)]
    kind = namedtuple(name, fields, rename=True,
                      defaults=[None] * len(fields))
    for row in rows:
        yield kind(*map(convert, row[:len(fields)]))


def convert(text):
    for kind in (int, float):
        with contextlib.suppress(ValueError):
            return kind(text)
    return {"true": True, "false": False, "": None}.get(text.lower(), text)


# --- INI ------------------------------------------------------------------------

class Section(MutableMapping):
    def __init__(self, name, parent=None):
        self.name, self._parent, self._items = name, parent, OrderedDict()

    def __getitem__(self, key):
        key = key.lower()
        if key in self._items:
            return self._items[key]
        if self._parent is not None:
            return self._parent[key]
        raise KeyError(f"{self.name}.{key}")

    def __setitem__(self, key, value):
        self._items[key.lower()] = value

    def __delitem__(self, key):
        del self._items[key.lower()]

    def __iter__(self):
        inherited = self._parent or ()
        yield from OrderedDict.fromkeys(itertools.chain(self._items, inherited))

    def __len__(self):
        return sum(1 for _ in self)

    def expanded(self):
        out = {}
        for key in self:
            value = self[key]
            for _ in range(5):
                new = string.Template(value).safe_substitute(self)
                if new == value:
                    break
                value = new
            else:
                raise FormatError(f"{key} is defined by itself")
            out[key] = value
        return MappingProxyType(out)


class Ini(dict):
    def __missing__(self, name):
        base = None if name == "DEFAULT" else self["DEFAULT"]
        self[name] = section = Section(name, base)
        return section

    @classmethod
    def read(cls, text):
        self, section, last = cls(), None, None
        for number, line in enumerate(text.splitlines(), 1):
            if not (bare := re.sub(r"(^|\s)[;#].*", "", line).rstrip()):
                continue
            if bare[0].isspace() and last:
                section[last] += "\n" + bare.strip()
            elif m := re.fullmatch(r"\[(.+)\]", bare):
                section, last = self[m[1]], None
            elif section is None:
                raise FormatError("no section", number)
            else:
                key, sep, value = map(str.strip, re.split("([=:])", bare, 1)
                                      if re.search("[=:]", bare)
                                      else (bare, "", "true"))
                section[key] = value
                last = key
        return self

    def __str__(self):
        return "\n".join(
            f"[{name}]\n" + "".join(f"{k} = {v}\n" for k, v in s._items.items())
            for name, s in self.items())


# --- TOML, some of it -----------------------------------------------------------

class Toml:
    SCALAR = re.compile(r"""
        (?P<string>"(?:[^"\\\n]|\\.)*") | (?P<literal>'[^'\n]*')
      | (?P<float>[-+]?\d[\d_]*(?:\.\d[\d_]*(?:[eE][-+]?\d+)?|[eE][-+]?\d+)|[-+]?inf|nan)
      | (?P<base>0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+)
      | (?P<int>[-+]?\d[\d_]*) | (?P<bool>true|false)""", re.X)
    KEY = re.compile(r"\s*([\w-]+|\"[^\"]*\")\s*")
    SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")

    def __init__(self, text):
        self.text, self.at = text, 0

    def fail(self, message):
        raise FormatError(message, self.text.count("\n", 0, self.at) + 1)

    def skip(self):
        self.at = self.SPACE.match(self.text, self.at).end()

    def take(self, mark):
        if self.text.startswith(mark, self.at):
            self.at += len(mark)
            return True
        return False

    def key(self):
        parts = []
        while True:
            if not (m := self.KEY.match(self.text, self.at)):
                self.fail("a key was expected")
            parts.append(m[1].strip('"'))
            self.at = m.end()
            if not self.take("."):
                return parts

    def document(self):
        root = {}
        table = root
        while self.skip() or self.at < len(self.text):
            if self.take("[["):
                *path, last = self.key()
                rows = self.walk(root, path).setdefault(last, [])
                rows.append(table := {})
                self.take("]]") or self.fail("']]' was expected")
            elif self.take("["):
                table = self.walk(root, self.key())
                self.take("]") or self.fail("']' was expected")
            else:
                self.pair(table)
        return root

    def walk(self, table, path):
        for part in path:
            table = table.setdefault(part, {})
            if isinstance(table, list):
                table = table[-1]
            if not isinstance(table, dict):
                self.fail(f"{part} is no table")
        return table

    def pair(self, table):
        *path, last = self.key()
        self.take("=") or self.fail("'=' was expected")
        table = self.walk(table, path)
        if last in table:
            self.fail(f"{last} is there twice")
        table[last] = self.value()

    def value(self):
        self.skip()
        if self.take("["):
            return list(self.items("]", self.value))
        if self.take("{"):
            table = {}
            for _ in self.items("}", partial(self.pair, table)):
                pass
            return table
        if not (m := self.SCALAR.match(self.text, self.at)):
            self.fail("a value was expected")
        self.at = m.end()
        text = m[0]
        match m.lastgroup:
            case "string":
                return json.loads(text)
            case "literal":
                return text[1:-1]
            case "float":
                return float(text.replace("_", ""))
            case "base" | "int":
                return int(text.replace("_", ""), 0 if "x" in text or "o" in text
                           or "b" in text else 10)
            case "bool":
                return text == "true"

    def items(self, close, item):
        while True:
            self.skip()
            if self.take(close):
                return
            yield item()
            self.skip()
            if not self.take(","):
                self.take(close) or self.fail(f"{close!r} was expected")
                return


# --- the validator -----------------------------------------------------------------

Problem = namedtuple("Problem", "path message")


class Schema:
    TYPES = {"object": Mapping, "array": list, "string": str, "null": type(None),
             "boolean": bool, "integer": int, "number": (int, float)}

    def __init__(self, schema, root=None):
        self.schema, self.root = schema, root or schema

    def problems(self, value, path="$"):
        if isinstance(self.schema, bool):
            if not self.schema:
                yield Problem(path, "nothing is allowed here")
            return
        for word, wanted in self.schema.items():
            check = getattr(self, f"check_{word.strip('$')}", None)
            if check is not None:
                yield from (p if isinstance(p, Problem) else Problem(path, p)
                            for p in check(wanted, value, path) or ())

    def sub(self, schema):
        return type(self)(schema, self.root)

    def valid(self, schema, value):
        return not any(self.sub(schema).problems(value))

    def check_ref(self, ref, value, path):
        target = self.root
        for part in ref.removeprefix("#/").split("/"):
            target = target[part]
        yield from self.sub(target).problems(value, path)

    def check_type(self, wanted, value, path):
        names = [wanted] if isinstance(wanted, str) else wanted
        if not any(isinstance(value, self.TYPES[n]) and not (
                isinstance(value, bool) and n in ("integer", "number"))
                for n in names):
            yield f"{json.dumps(value)} is no {' or '.join(names)}"

    def check_properties(self, properties, value, path):
        if isinstance(value, Mapping):
            for name in properties.keys() & value.keys():
                yield from self.sub(properties[name]).problems(
                    value[name], f"{path}.{name}")

    def check_required(self, names, value, path):
        yield from (f"{n} is missing" for n in names if n not in value)

    def check_additionalProperties(self, schema, value, path):
        for name in value:
            if name not in self.schema.get("properties", ()):
                yield from self.sub(schema).problems(value[name], f"{path}.{name}")

    def check_items(self, schema, value, path):
        for i, item in enumerate(value if isinstance(value, list) else ()):
            yield from self.sub(schema).problems(item, f"{path}[{i}]")

    def check_enum(self, values, value, path):
        if value not in values:
            yield f"{value!r} is not among {values}"

    def check_pattern(self, pattern, value, path):
        if isinstance(value, str) and not re.search(pattern, value):
            yield f"{value!r} does not look like {pattern}"

    def check_anyOf(self, schemas, value, path):
        if not any(self.valid(s, value) for s in schemas):
            yield "fits none of the alternatives"

    def check_oneOf(self, schemas, value, path):
        if (n := sum(self.valid(s, value) for s in schemas)) != 1:
            yield f"fits {n} of the alternatives"

    def check_not(self, schema, value, path):
        if self.valid(schema, value):
            yield "fits what it must not"

    def check_uniqueItems(self, wanted, value, path):
        seen = [json.dumps(v, sort_keys=True) for v in value]
        if wanted and len(set(seen)) < len(seen):
            yield "has items twice"


def limit(word, measure, ok, said):
    def check(self, bound, value, path):
        try:
            size = measure(value)
        except TypeError:
            return
        if not ok(size, bound):
            yield said.format(size, bound)
    setattr(Schema, f"check_{word}", check)


for _word, _measure, _ok, _said in [
        ("minimum", lambda v: v + 0, lambda a, b: a >= b, "{} is below {}"),
        ("maximum", lambda v: v + 0, lambda a, b: a <= b, "{} is above {}"),
        ("minLength", len, lambda a, b: a >= b, "{} long, at least {}"),
        ("maxItems", len, lambda a, b: a <= b, "{} items, at most {}"),
        ("multipleOf", lambda v: v + 0, lambda a, b: a % b == 0,
         "{} is no multiple of {}")]:
    limit(_word, _measure, _ok, _said)


# --- writing -----------------------------------------------------------------------

class Dumper:
    """Any value as something like TOML, by its type."""

    @singledispatchmethod
    def dump(self, value):
        raise TypeError(f"cannot write {type(value).__name__}")

    dump.register(int)(lambda self, v: str(v))
    dump.register(float)(lambda self, v: repr(v))
    dump.register(bool)(lambda self, v: str(v).lower())

    @dump.register
    def _(self, value: str):
        return json.dumps(value, ensure_ascii=False)

    @dump.register(list)
    @dump.register(tuple)
    def _(self, value):
        return f"[{', '.join(map(self.dump, value))}]"

    @dump.register
    def _(self, value: dict):
        return "{ " + ", ".join(f"{k} = {self.dump(v)}"
                                for k, v in value.items()) + " }"

    @dump.register
    def _(self, value: SimpleNamespace):
        return self.dump(vars(value))


CSV = '''name, price ,in stock,note
tea,3.50,true,"green, loose"
"a ""quoted"" word",12,FALSE,"two
lines"
cup,,x
'''
INI = """\
; comment
[DEFAULT]
root = /srv
data: ${root}/data   # trailing
[web]
Port = 80
flag
pages = a
   b
   c
home = ${data}/www/$port
[loop]
x = $y!
y = $x?
"""
TOML = """\
title = "T\\u00e9st"   # a title
nums = [1, 2_000,
  0xFF, -7, # inside
]
pi = 3.14
big = 1e3
[owner]
name = 'Ann "A"'
born.year = 1980
tags = { a = 1, b.c = [true, false] }
[[item]]
id = 1
[[item]]
id = 2
[item.more]
x = "y"
"""
SCHEMA = {
    "$defs": {"name": {"type": "string", "minLength": 2, "pattern": "^[a-z]"}},
    "type": "object", "required": ["name", "age"],
    "properties": {
        "name": {"$ref": "#/$defs/name"},
        "age": {"type": "integer", "minimum": 0, "maximum": 150, "multipleOf": 2},
        "kind": {"enum": ["cat", "dog", None]},
        "friends": {"type": "array", "maxItems": 2, "uniqueItems": True,
                    "items": {"$ref": "#/$defs/name"}},
        "size": {"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 5}]},
        "extra": {"anyOf": [{"type": "null"}, {"not": {"type": "string"}}]},
    },
    "additionalProperties": False,
}


def main():
    rows = list(read_csv(io.StringIO(CSV)))
    print(*rows, sep="\n")
    for record in records(rows):
        print(record, record._fields[2], record.price)
    out = io.StringIO()
    for flags in (Quote.MINIMAL, Quote.STRINGS, Quote.EMPTY, Quote.ALL):
        write_csv([["a", 1, None, 'say "hi"', 2.5, "x;y"]], out, ";", flags)
        print(repr(flags), flags.value)
    print(out.getvalue(), end="")
    print(list(read_csv(io.StringIO(out.getvalue()), ";"))[3])
    for bad in ('a,"b', 'a,"b"c\n'):
        with contextlib.suppress(StopIteration):
            try:
                print(next(read_csv([bad])))
            except FormatError as error:
                print(type(error).__name__, error, error.line)

    ini = Ini.read(INI)
    web = ini["web"]
    print(list(ini), dict(web), len(web), "PORT" in web, web.get("zz", "-"))
    print(dict(web.expanded()), web["root"], "loop" in ini, sorted(ini["new"]))
    print(ini)
    for bad in (lambda: web["nope"], lambda: ini["loop"].expanded(),
                lambda: Ini.read("x = 1"), lambda: web.expanded().update(a=1),
                lambda: web.__delitem__("root")):
        try:
            print(bad())
        except Exception as error:
            print(type(error).__name__, error)

    data = Toml(TOML).document()
    print(json.dumps(data, indent=2, sort_keys=True))
    print(json.dumps(data, separators=(",", ":"), ensure_ascii=False))
    for bad in ("a = ", "a = 1\na = 2", "[x\n", "= 1", "a = [1 2]", "a 1",
                "a = 1\n[a]\nb = 2", "k = nope", "f = inf\ng = nan"):
        try:
            print(Toml(bad).document())
        except FormatError as error:
            print(repr(bad), "->", error)
    print(Dumper().dump({"a": [1, 2.5, True, ("x", "é")],
                         "n": SimpleNamespace(p=1, q={"r": "\n"})}))
    try:
        Dumper().dump([None])
    except TypeError as error:
        print(error)

    schema = Schema(SCHEMA)
    for value in ({"name": "rex", "age": 4, "kind": None}, {"name": "R"}, [],
                  {"name": "tom", "age": 151, "friends": ["al", "X", "al"]},
                  {"name": "tom", "age": -3, "kind": "cow", "size": 7},
                  {"name": "tom", "age": True, "size": 5.5, "extra": "s", "q": 1},
                  {"name": 5, "age": 2.0, "extra": None}):
        found = sorted(schema.problems(value))
        print(json.dumps(value), "ok" if not found else "")
        print(textwrap.indent("\n".join(f"{p.path}: {p.message}" for p in found),
                              "    "))


if __name__ == "__main__":
    main()
