# gc every: 1024
"""A template engine: {{ expressions | filters }}, {% blocks %}, inheritance,
macros, loops with a loop object, white space control, autoescaping."""

import functools
import html as _html_check  # Only its escape(), to compare with ours.
import re
import textwrap
from collections import ChainMap
from contextlib import contextmanager


class TemplateError(Exception):
    def __init__(self, message, name="<string>", line=None):
        super().__init__(message)
        self.name, self.line = name, line

    def __str__(self):
        at = self.name if self.line is None else f"{self.name}:{self.line}"
        return f"{at}: {self.args[0]}"


class TemplateSyntaxError(TemplateError):
    pass


class UndefinedError(TemplateError):
    pass


class Markup(str):
    """Text that needs no escaping; joins with plain text by escaping it."""

    __slots__ = ()

    def __add__(self, other):
        return Markup(str.__add__(self, escape(other)))

    def __radd__(self, other):
        return Markup(str.__add__(escape(other), self))

    def __mod__(self, args):
        if isinstance(args, tuple):
            args = tuple(map(escape, args))
        else:
            args = escape(args)
        return Markup(str.__mod__(self, args))

    def join(self, parts):
        return Markup(str.join(self, map(escape, parts)))

    def __html__(self):
        return self

    def __repr__(self):
        return f"Markup({super().__repr__()})"


ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;",
                         '"': "&quot;", "'": "&#x27;"})


def escape(value):
    if hasattr(value, "__html__"):
        return Markup(value.__html__())
    return Markup(str(value).translate(ESCAPES))


class Undefined:
    def __init__(self, name):
        object.__setattr__(self, "_name", name)

    def _fail(self, *args, **kwargs):
        raise UndefinedError(f"{self._name!r} is undefined")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self._fail()

    __getitem__ = __call__ = _fail
    __add__ = __radd__ = __sub__ = __mul__ = __lt__ = __gt__ = _fail

    def __str__(self):
        return ""

    def __bool__(self):
        return False

    def __iter__(self):
        return iter(())

    def __eq__(self, other):
        return type(self) is type(other)

    def __hash__(self):
        return hash(type(self))


FILTERS = {}


def filter_(function):
    FILTERS[function.__name__.removesuffix("_")] = function
    return function


@filter_
def upper(s): return str(s).upper()


@filter_
def title(s): return str(s).title()


@filter_
def default(value, other=""):
    return other if isinstance(value, Undefined) or value is None else value


@filter_
def join(items, sep="", attribute=None):
    if attribute is not None:
        items = (look_up(item, attribute) for item in items)
    return Markup(escape(sep)).join(items)


@filter_
def length(items): return len(items)


@filter_
def safe(value): return Markup(value)


@filter_
def e(value): return escape(value)


@filter_
def sort(items, reverse=False, by=None):
    key = None if by is None else functools.partial(flip(look_up), by)
    return sorted(items, key=key, reverse=reverse)


@filter_
def format_(value, spec): return format(value, spec)


@filter_
def replace(s, old, new): return str(s).replace(old, new)


@filter_
def batch(items, n):
    it = iter(items)
    while group := [x for _, x in zip(range(n), it)]:
        yield group


@filter_
def wordwrap(s, width): return textwrap.fill(str(s), width)


def flip(f):
    @functools.wraps(f)
    def flipped(a, b):
        return f(b, a)
    return flipped


def look_up(value, name):
    """value.name as templates mean it: an item, or else an attribute."""
    try:
        return value[name]
    except (TypeError, KeyError, IndexError, LookupError):
        pass
    if isinstance(name, str) and not name.startswith("_"):
        try:
            return getattr(value, name)
        except AttributeError:
            pass
    return Undefined(name)


# --- expressions, compiled to closures ------------------------------------

LEXEME = re.compile(r"""
    \s*(?:
      (?P<number>\d+(?:\.\d+)?)
    | (?P<string>'[^']*'|"[^"]*")
    | (?P<name>[A-Za-z_]\w*)
    | (?P<op>==|!=|<=|>=|//|\*\*|[-+*/%<>()\[\]{},.|:~=])
    )""", re.X)
CONSTANTS = {"true": True, "false": False, "none": None}


class Expression:
    """Recursive descent; each method returns a closure over the context."""

    LEVELS = [
        {"or": lambda a, b: lambda c: a(c) or b(c)},
        {"and": lambda a, b: lambda c: a(c) and b(c)},
        {"==": lambda a, b: lambda c: a(c) == b(c),
         "!=": lambda a, b: lambda c: a(c) != b(c),
         "<": lambda a, b: lambda c: a(c) < b(c),
         ">": lambda a, b: lambda c: a(c) > b(c),
         "<=": lambda a, b: lambda c: a(c) <= b(c),
         ">=": lambda a, b: lambda c: a(c) >= b(c),
         "in": lambda a, b: lambda c: a(c) in b(c)},
        {"~": lambda a, b: lambda c: str(a(c)) + str(b(c))},
        {"+": lambda a, b: lambda c: a(c) + b(c),
         "-": lambda a, b: lambda c: a(c) - b(c)},
        {"*": lambda a, b: lambda c: a(c) * b(c),
         "/": lambda a, b: lambda c: a(c) / b(c),
         "//": lambda a, b: lambda c: a(c) // b(c),
         "%": lambda a, b: lambda c: a(c) % b(c)},
    ]

    def __init__(self, text, template, line):
        self.where = (template, line)
        self.tokens, at = [], 0
        text = text.strip()
        while at < len(text):
            m = LEXEME.match(text, at)
            if not m:
                self.fail(f"unexpected {text[at:].lstrip()[:1]!r}")
            self.tokens.append((m.lastgroup, m[m.lastgroup]))
            at = m.end()
        self.at = 0

    def fail(self, message):
        raise TemplateSyntaxError(message, *self.where)

    def peek(self):
        return self.tokens[self.at][1] if self.at < len(self.tokens) else None

    def take(self, *texts):
        if (text := self.peek()) in texts and text is not None:
            self.at += 1
            return text

    def need(self, text):
        return self.take(text) or self.fail(
            f"expected {text!r}, got {self.peek()!r}")

    def name(self):
        if self.at == len(self.tokens) or self.tokens[self.at][0] != "name":
            self.fail(f"expected a name, got {self.peek()!r}")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def whole(self):
        out = self.parse()
        if self.peek() is not None:
            self.fail(f"unexpected {self.peek()!r}")
        return out

    def parse(self):
        value = self.binary(0)
        if self.take("if"):
            test = self.binary(0)
            other = self.parse() if self.take("else") else lambda c: ""
            return lambda c, v=value: v(c) if test(c) else other(c)
        return value

    def binary(self, level):
        if level == len(self.LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while op := self.take(*self.LEVELS[level]):
            left = self.LEVELS[level][op](left, self.binary(level + 1))
        return left

    def unary(self):
        if self.take("not"):
            operand = self.unary()
            return lambda c: not operand(c)
        if self.take("-"):
            operand = self.unary()
            return lambda c: -operand(c)
        return self.filtered(self.postfix(self.atom()))

    def filtered(self, value):
        while self.take("|"):
            name = self.name()
            if name not in FILTERS:
                self.fail(f"no filter named {name!r}")
            args, kwargs = self.arguments() if self.take("(") else ([], {})
            value = functools.partial(
                lambda f, v, args, kwargs, c: f(
                    v(c), *(a(c) for a in args),
                    **{k: a(c) for k, a in kwargs.items()}),
                FILTERS[name], value, args, kwargs)
        return value

    def arguments(self):
        args, kwargs = [], {}
        while not self.take(")"):
            if args or kwargs:
                self.need(",")
            if self.tokens[self.at + 1:self.at + 2] == [("op", "=")]:
                key = self.name()
                self.need("=")
                kwargs[key] = self.parse()
            else:
                args.append(self.parse())
        return args, kwargs

    def postfix(self, value):
        while op := self.take(".", "[", "("):
            if op == ".":
                kind, text = self.tokens[self.at]
                self.at += 1
                key = int(text) if kind == "number" else text
                value = (lambda v, k: lambda c: look_up(v(c), k))(value, key)
            elif op == "[":
                index = self.parse()
                self.need("]")
                value = (lambda v, i: lambda c: look_up(v(c), i(c)))(
                    value, index)
            else:
                args, kwargs = self.arguments()
                value = (lambda v, a, k: lambda c: v(c)(
                    *(x(c) for x in a), **{n: x(c) for n, x in k.items()}))(
                        value, args, kwargs)
        return value

    def atom(self):
        if self.at >= len(self.tokens):
            self.fail("unexpected end of expression")
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            number = float(text) if "." in text else int(text)
            return lambda c: number
        if kind == "string":
            return lambda c: text[1:-1]
        if kind == "name":
            if text.lower() in CONSTANTS:
                return lambda c: CONSTANTS[text.lower()]
            return lambda c: c[text] if text in c else Undefined(text)
        if text == "(":
            inner = self.parse()
            self.need(")")
            return inner
        if text == "[":
            items = []
            while not self.take("]"):
                if items:
                    self.need(",")
                items.append(self.parse())
            return lambda c: [item(c) for item in items]
        self.fail(f"unexpected {text!r}")


# --- statements -------------------------------------------------------------

class Loop:
    def __init__(self, items, parent):
        self.items, self.parent, self.index0 = items, parent, -1

    index = property(lambda self: self.index0 + 1)
    first = property(lambda self: self.index0 == 0)
    last = property(lambda self: self.index0 == len(self.items) - 1)
    length = property(lambda self: len(self.items))

    def cycle(self, *values):
        return values[self.index0 % len(values)]


SPLIT = re.compile(r"(\{\{-?.*?-?\}\}|\{%-?.*?-?%\}|\{#.*?#\})", re.S)


class Template:
    def __init__(self, source, name="<string>", env=None):
        self.name, self.env = name, env
        self.blocks, self.parent = {}, None
        self.line = 1
        self._parts = list(self._split(source))
        self._at = 0
        self.body, _ = self._nodes(())
        del self._parts

    def _split(self, source):
        line, strip_next = 1, False
        for piece in SPLIT.split(source):
            start, line = line, line + piece.count("\n")
            if piece[:2] in ("{{", "{%"):
                strip_next = piece[-3] == "-"
                inner = piece[2:-2].strip("-") if "-" in (
                    piece[2], piece[-3]) else piece[2:-2]
                yield piece[1], inner.strip(), start, piece[2] == "-"
            elif piece[:2] != "{#" and piece:
                if strip_next:
                    piece = piece.lstrip()
                strip_next = False
                yield "text", piece, start, False

    def _nodes(self, ends):
        out = []
        while self._at < len(self._parts):
            kind, text, self.line, _ = self._parts[self._at]
            self._at += 1
            if kind == "text":
                if self._at < len(self._parts) and self._parts[self._at][3]:
                    text = text.rstrip()
                out.append(lambda c, text=text: iter((text,)))
            elif kind == "{":
                out.append(self._output(self._expression(text).whole()))
            else:
                word, _, rest = text.partition(" ")
                if word in ends:
                    return out, (word, rest.strip())
                handler = getattr(self, f"tag_{word}", None)
                if handler is None:
                    raise TemplateSyntaxError(f"unknown tag {word!r}",
                                              self.name, self.line)
                if (node := handler(rest.strip())) is not None:
                    out.append(node)
        if ends:
            raise TemplateSyntaxError(f"missing {' or '.join(ends)}",
                                      self.name, self.line)
        return out, None

    def _expression(self, text):
        return Expression(text, self.name, self.line)

    def _output(self, expression):
        line = self.line

        def node(c):
            try:
                value = expression(c)
            except UndefinedError as error:
                error.name, error.line = self.name, line
                raise
            except (TypeError, ZeroDivisionError) as error:
                raise TemplateError(str(error), self.name, line) from error
            yield escape(value)
        return node

    def tag_if(self, rest):
        branches, test = [], self._expression(rest).whole()
        while True:
            body, (word, more) = self._nodes(("elif", "else", "endif"))
            branches.append((test, body))
            if word == "endif":
                break
            test = (lambda c: True) if word == "else" else self._expression(
                more).whole()

        def node(c):
            for test, body in branches:
                if test(c):
                    for child in body:
                        yield from child(c)
                    return
        return node

    def tag_for(self, rest):
        names, _, source = rest.partition(" in ")
        names = [name.strip() for name in names.split(",")]
        items = self._expression(source).whole()
        body, (word, _) = self._nodes(("else", "endfor"))
        orelse = self._nodes(("endfor",))[0] if word == "else" else []

        def node(c):
            values = list(items(c))
            loop = Loop(values, c.get("loop"))
            for loop.index0, value in enumerate(values):
                inner = c.new_child({"loop": loop})
                if len(names) == 1:
                    inner[names[0]] = value
                else:
                    inner.update(zip(names, value, strict=True))
                for child in body:
                    yield from child(inner)
            if not values:
                for child in orelse:
                    yield from child(c)
        return node

    def tag_set(self, rest):
        name, _, text = rest.partition("=")
        value = self._expression(text).whole()

        def node(c):
            c[name.strip()] = value(c)
            yield from ()
        return node

    def tag_macro(self, rest):
        head = re.fullmatch(r"(\w+)\((.*)\)", rest)
        name, params = head[1], []
        for param in filter(None, map(str.strip, head[2].split(","))):
            param, eq, text = param.partition("=")
            params.append((param.strip(),
                           self._expression(text).whole() if eq else None))
        body, _ = self._nodes(("endmacro",))

        def node(c):
            def macro(*args, **kwargs):
                scope = c.new_child()
                for i, (param, fallback) in enumerate(params):
                    if i < len(args):
                        scope[param] = args[i]
                    elif param in kwargs:
                        scope[param] = kwargs.pop(param)
                    elif fallback:
                        scope[param] = fallback(c)
                    else:
                        raise TypeError(f"{name}() needs {param!r}")
                if kwargs or len(args) > len(params):
                    raise TypeError(f"{name}() got too much")
                return Markup("").join(
                    Markup(p) for child in body for p in child(scope))
            c[name] = macro
            yield from ()
        return node

    def tag_block(self, rest):
        self.blocks[rest], _ = self._nodes(("endblock",))

        def node(c):
            chain = c["__blocks__"][rest]
            yield from self._block(c, chain, 0)
        return node

    @staticmethod
    def _block(c, chain, depth):
        def super_():
            return Markup("".join(Template._block(c, chain, depth + 1)))
        inner = c.new_child({"super": super_})
        for child in chain[depth]:
            yield from child(inner)

    def tag_extends(self, rest):
        self.parent = rest.strip("'\"")

    def tag_include(self, rest):
        name = self._expression(rest).whole()
        return lambda c: self.env.get(name(c)).stream(c.new_child())

    def stream(self, context):
        chain, template = [self], self
        while template.parent:
            template = self.env.get(template.parent)
            chain.append(template)
        blocks = {}
        for each in chain:
            for name, body in each.blocks.items():
                blocks.setdefault(name, []).append(body)
        context = context.new_child({"__blocks__": blocks})
        for child in chain[-1].body:
            yield from child(context)

    def render(self, /, **values):
        globals_ = self.env.globals if self.env else {}
        return "".join(self.stream(ChainMap(values, globals_)))


class Environment:
    def __init__(self, sources, **globals_):
        self.sources, self.globals = sources, globals_
        self.get = functools.lru_cache(maxsize=8)(self._load)

    def _load(self, name):
        if name not in self.sources:
            raise TemplateError(f"no template named {name!r}")
        return Template(textwrap.dedent(self.sources[name]), name, self)


@contextmanager
def reported(what):
    try:
        yield
    except TemplateError as error:
        cause = error.__cause__
        print(f"{what}: {type(error).__name__}: {error}",
              f"<- {type(cause).__name__}" if cause else "")
    except (TypeError, ValueError) as error:
        print(f"{what}: {type(error).__name__}: {error}")


SOURCES = {
    "base": """\
        <html><head><title>{% block title %}Site{% endblock %}</title></head>
        {% block body %}(nothing){% endblock %}
        {# a comment, gone #}
        <footer>{{ site }} &copy; {% include "foot" %}</footer>
        """,
    "foot": "{{ year|default('year unknown') }}",
    "list": """\
        {% extends "base" %}
        {% block title %}{{ heading }} - {{ super() }}{% endblock %}
        {% block body %}
        {%- macro row(item, mark="-") %}
        <li>{{ mark }} {{ item.name|title }}: {{ item.price|format(">8.2f") }}</li>
        {%- endmacro %}
        <ul>
          {%- for item in items|sort(by="price") %}
          {{- row(item, mark=loop.cycle("a", "b")) }}
          {%- if loop.last %} ({{ loop.length }} in all){% endif %}
          {%- else %}
          none
          {%- endfor %}
        </ul>
        {% endblock %}
        """,
    "lonely": '{% extends "list" %}{% block body %}[{{ super()|length }}]{% endblock %}',
}


class Item:
    def __init__(self, name, price):
        self.name, self.price = name, price


def main():
    env = Environment(SOURCES, site="A & B")
    items = [Item("tea <green>", 3.5), Item("coffee", 12), Item("milk", 0.999)]
    print(env.get("list").render(heading="Goods", items=items, year=1999))
    print(env.get("list").render(heading="'None'", items=[]))
    print(env.get("lonely").render(heading="x", items=items))
    print(env.get.cache_info())

    samples = {
        "{{ 1 + 2 * 3 }} {{ (1 + 2) * 3 }} {{ 7 // 2 }} {{ 7 / 2 }}": {},
        "{{ a.b.c }}|{{ a['b'] }}|{{ xs.1 }}|{{ xs[-1] }}|{{ nope }}|":
            {"a": {"b": {"c": 1}}, "xs": "xyz"},
        "{{ 'yes' if x > 2 else 'no' }} {{ not x }} {{ x in [1, 3] }}": {"x": 3},
        "{{ xs|join(', ') }} {{ xs|sort(reverse=true)|join }} {{ xs|length }}":
            {"xs": [3, 1, 2]},
        "{{ h }} {{ h|safe }} {{ h|e }} {{ h|upper|replace('B', '<') }}":
            {"h": "<b>"},
        "{% for k, v in d.items() %}{{ loop.index }}{{ k }}={{ v }};{% endfor %}":
            {"d": {"p": 1, "q": None}},
        "{% for g in xs|batch(2) %}{% for x in g %}{{ loop.parent.index }}{{ x }}"
        "{% endfor %}|{% endfor %}": {"xs": "abcde"},
        "{% set n = 3 %}{% for i in range(n) %}{{ i }}{{ ',' if not loop.last }}"
        "{% endfor %}": {"range": range},
        "{% if a %}A{% elif b %}B{% else %}C{% endif %}": {"b": [0]},
        "{{ text|wordwrap(10) }}": {"text": "the quick brown fox jumps"},
        "{{ 'a' ~ 1 ~ none }} {{ -x }} {{ true and 'last' }}": {"x": 5},
        "  {{- ' x ' -}}  y": {},
    }
    for source, values in samples.items():
        print(repr(Template(source).render(**values)))

    wrong = ["{% if x %}", "{% what %}", "{{ 1 + }}", "{{ a b }}", "{{ $ }}",
             "line\nline {{ x|nope }}", "{{ u.v }}", "{{ 1 / 0 }}",
             "{{ 'a' + 1 }}", "{% macro m(a) %}{% endmacro %}{{ m() }}",
             "{% macro m(a) %}{% endmacro %}{{ m(1, b=2) }}",
             "{% for a, b in [[1, 2], [3]] %}{% endfor %}", "{{ (1 }}"]
    for source in wrong:
        with reported(repr(source)):
            print(Template(source).render())
    with reported("missing"):
        Template("{% extends 'gone' %}", env=env).render()

    m = Markup("<i>%s</i>")
    print(repr(m % "<"), repr(m % ("a&b",)), repr("<" + m), repr(m + ">"))
    print(escape("\"it's\" <&>") == _html_check.escape("\"it's\" <&>"),
          escape(escape("<")), type(m.upper()).__name__)
    undefined = Undefined("thing")
    print(bool(undefined), list(undefined), undefined == Undefined("other"))
    with reported("call"):
        undefined()


if __name__ == "__main__":
    main()
