# gc every: 1024
"""A small language: lexer, Pratt parser, tree walker, compiler and a stack VM.

Both back ends run the same programs; what they print must agree.
"""
from __future__ import annotations

import enum
import operator
import re
from collections import ChainMap, Counter
from dataclasses import dataclass, field
from typing import Any, Callable, Iterator, NamedTuple, Optional, Protocol, Union


class LanguageError(Exception):
    """Anything that is wrong with a program; knows where."""

    kind = "error"

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line

    def __str__(self) -> str:
        where = f" (line {self.line})" if self.line else ""
        return f"{self.kind}: {self.args[0]}{where}"


class LexError(LanguageError):
    kind = "lexical error"


class ParseError(LanguageError):
    kind = "syntax error"


class RunError(LanguageError):
    kind = "runtime error"


class Kind(enum.Enum):
    NUMBER = enum.auto()
    STRING = enum.auto()
    NAME = enum.auto()
    KEYWORD = enum.auto()
    OP = enum.auto()
    END = enum.auto()

    def __repr__(self) -> str:
        return f"<{self.name}>"


KEYWORDS = frozenset(
    "let fn if else while return true false nil and or not print".split())


class Token(NamedTuple):
    kind: Kind
    text: str
    line: int

    def is_op(self, *texts: str) -> bool:
        return self.kind in (Kind.OP, Kind.KEYWORD) and self.text in texts


TOKEN_RE = re.compile(
    r"""
      (?P<space>[ \t\r]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<string>"(?:[^"\\\n]|\\.)*")
    | (?P<name>[A-Za-z_]\w*)
    | (?P<op>==|!=|<=|>=|\*\*|=>|[-+*/%<>=(){}\[\],;:.])
    """,
    re.VERBOSE,
)


def lex(source: str) -> Iterator[Token]:
    line, at = 1, 0
    while at < len(source):
        found = TOKEN_RE.match(source, at)
        if found is None:
            raise LexError(f"unexpected {source[at]!r}", line)
        at = found.end()
        text = found.group()
        match found.lastgroup:
            case "space":
                continue
            case "newline":
                line += 1
            case "number":
                yield Token(Kind.NUMBER, text, line)
            case "string":
                yield Token(Kind.STRING, text, line)
            case "name":
                kind = Kind.KEYWORD if text in KEYWORDS else Kind.NAME
                yield Token(kind, text, line)
            case _:
                yield Token(Kind.OP, text, line)
    yield Token(Kind.END, "", line)


# --- the tree -------------------------------------------------------------

@dataclass(frozen=True)
class Node:
    line: int = field(repr=False, compare=False)


@dataclass(frozen=True)
class Literal(Node):
    value: Any


@dataclass(frozen=True)
class Name(Node):
    id: str


@dataclass(frozen=True)
class Unary(Node):
    op: str
    operand: Node


@dataclass(frozen=True)
class Binary(Node):
    op: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Logical(Binary):
    pass


@dataclass(frozen=True)
class Call(Node):
    callee: Node
    args: tuple[Node, ...]


@dataclass(frozen=True)
class ListExpr(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Index(Node):
    base: Node
    key: Node


@dataclass(frozen=True)
class Function(Node):
    name: Optional[str]
    params: tuple[str, ...]
    body: tuple[Node, ...]


@dataclass(frozen=True)
class Let(Node):
    name: str
    value: Node


@dataclass(frozen=True)
class Assign(Node):
    target: Union[Name, Index]
    value: Node


@dataclass(frozen=True)
class If(Node):
    test: Node
    then: tuple[Node, ...]
    orelse: tuple[Node, ...] = ()


@dataclass(frozen=True)
class While(Node):
    test: Node
    body: tuple[Node, ...]


@dataclass(frozen=True)
class Return(Node):
    value: Optional[Node]


@dataclass(frozen=True)
class Print(Node):
    args: tuple[Node, ...]


@dataclass(frozen=True)
class ExprStatement(Node):
    value: Node


BINDING = {
    "or": 1, "and": 2,
    "==": 4, "!=": 4, "<": 5, ">": 5, "<=": 5, ">=": 5,
    "+": 6, "-": 6, "*": 7, "/": 7, "%": 7, "**": 9,
}
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


class Parser:
    def __init__(self, source: str) -> None:
        self._tokens = list(lex(source))
        self._at = 0

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._now
        self._at += 1
        return token

    def _accept(self, *texts: str) -> Optional[Token]:
        if self._now.is_op(*texts):
            return self._next()
        return None

    def _expect(self, text: str) -> Token:
        if (token := self._accept(text)) is None:
            raise ParseError(
                f"expected {text!r}, got {self._now.text or 'end'!r}",
                self._now.line)
        return token

    def _name(self) -> Token:
        if self._now.kind is not Kind.NAME:
            raise ParseError(f"expected a name, got {self._now.text!r}",
                             self._now.line)
        return self._next()

    def program(self) -> tuple[Node, ...]:
        out = []
        while self._now.kind is not Kind.END:
            out.append(self.statement())
        return tuple(out)

    def block(self) -> tuple[Node, ...]:
        self._expect("{")
        out = []
        while not self._accept("}"):
            if self._now.kind is Kind.END:
                raise ParseError("block never closed", self._now.line)
            out.append(self.statement())
        return tuple(out)

    def statement(self) -> Node:
        line = self._now.line
        if self._accept("let"):
            name = self._name().text
            self._expect("=")
            value = self.expression()
            self._expect(";")
            return Let(line, name, value)
        if self._accept("if"):
            return self._if(line)
        if self._accept("while"):
            return While(line, self.expression(), self.block())
        if self._accept("return"):
            value = None if self._now.is_op(";") else self.expression()
            self._expect(";")
            return Return(line, value)
        if self._accept("print"):
            args = [self.expression()]
            while self._accept(","):
                args.append(self.expression())
            self._expect(";")
            return Print(line, tuple(args))
        if self._now.is_op("fn") and self._tokens[self._at + 1].kind is Kind.NAME:
            function = self._function(self._next())
            return Let(line, function.name, function)
        value = self.expression()
        if self._accept("="):
            if not isinstance(value, (Name, Index)):
                raise ParseError(
                    f"cannot assign to {type(value).__name__.lower()}", line)
            node: Node = Assign(line, value, self.expression())
        else:
            node = ExprStatement(line, value)
        self._expect(";")
        return node

    def _if(self, line: int) -> If:
        test, then = self.expression(), self.block()
        orelse: tuple[Node, ...] = ()
        if self._accept("else"):
            if token := self._accept("if"):
                orelse = (self._if(token.line),)
            else:
                orelse = self.block()
        return If(line, test, then, orelse)

    def _function(self, start: Token) -> Function:
        name = self._next().text if self._now.kind is Kind.NAME else None
        self._expect("(")
        params: list[str] = []
        while not self._accept(")"):
            if params:
                self._expect(",")
            params.append(self._name().text)
        if self._accept("=>"):
            value = self.expression()
            body: tuple[Node, ...] = (Return(value.line, value),)
        else:
            body = self.block()
        return Function(start.line, name, tuple(params), body)

    def expression(self, least: int = 0) -> Node:
        left = self._prefix()
        while True:
            op = self._now
            power = BINDING.get(op.text, -1) if op.kind in (
                Kind.OP, Kind.KEYWORD) else -1
            if power <= least:
                return left
            self._next()
            right = self.expression(power - (op.text == "**"))
            make = Logical if op.text in ("and", "or") else Binary
            left = make(op.line, op.text, left, right)

    def _prefix(self) -> Node:
        if token := self._accept("-"):
            return Unary(token.line, "-", self.expression(8))
        if token := self._accept("not"):
            return Unary(token.line, "not", self.expression(3))
        node = self._atom()
        while True:
            if token := self._accept("("):
                node = Call(token.line, node, self._items(")"))
            elif token := self._accept("["):
                node = Index(token.line, node, self.expression())
                self._expect("]")
            else:
                return node

    def _items(self, close: str) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self._accept(close):
            if items:
                self._expect(",")
            items.append(self.expression())
        return tuple(items)

    def _atom(self) -> Node:
        token = self._next()
        match token:
            case Token(Kind.NUMBER, text, line):
                return Literal(line, float(text) if "." in text else int(text))
            case Token(Kind.STRING, text, line):
                plain = re.sub(r"\\(.)",
                               lambda m: ESCAPES.get(m[1], m[1]), text[1:-1])
                return Literal(line, plain)
            case Token(Kind.NAME, text, line):
                return Name(line, text)
            case Token(Kind.KEYWORD, "true" | "false" as text, line):
                return Literal(line, text == "true")
            case Token(Kind.KEYWORD, "nil", line):
                return Literal(line, None)
            case Token(Kind.KEYWORD, "fn"):
                return self._function(token)
            case Token(Kind.OP, "(", _):
                node = self.expression()
                self._expect(")")
                return node
            case Token(Kind.OP, "[", line):
                return ListExpr(line, self._items("]"))
            case _:
                raise ParseError(f"unexpected {token.text or 'end'!r}",
                                 token.line)


# --- values ---------------------------------------------------------------

def text_of(value: Any) -> str:
    match value:
        case None:
            return "nil"
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.6g}"
        case list():
            return f"[{', '.join(map(text_of, value))}]"
        case str() | int():
            return str(value)
        case _:
            return f"<{getattr(value, 'label', 'native')}>"


def divide(a: Any, b: Any) -> Any:
    if b == 0:
        raise ZeroDivisionError("division by zero")
    return a // b if isinstance(a, int) and isinstance(b, int) else a / b


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": divide,
    "%": operator.mod, "**": operator.pow, "==": operator.eq,
    "!=": operator.ne, "<": operator.lt, ">": operator.gt,
    "<=": operator.le, ">=": operator.ge,
}


def apply(op: str, a: Any, b: Any, line: int) -> Any:
    try:
        return OPERATORS[op](a, b)
    except (TypeError, ZeroDivisionError) as cause:
        raise RunError(f"{text_of(a)} {op} {text_of(b)}", line) from cause


class Callee(Protocol):
    label: str


def native_push(items: list, value: Any) -> list:
    items.append(value)
    return items


NATIVES: dict[str, Callable[..., Any]] = {
    "len": len, "push": native_push, "str": text_of, "max": max,
    "floor": lambda x: int(x // 1),
}

Output = list[str]


# --- the tree walker ------------------------------------------------------

class ReturnSignal(Exception):
    def __init__(self, value: Any) -> None:
        self.value = value


@dataclass(eq=False)
class Closure:
    function: Function
    scope: ChainMap

    @property
    def label(self) -> str:
        return f"fn {self.function.name or '?'}/{len(self.function.params)}"


class TreeWalker:
    def __init__(self) -> None:
        self.output: Output = []
        self.steps: Counter[str] = Counter()

    def run(self, program: tuple[Node, ...]) -> None:
        self._block(program, ChainMap({}, dict(NATIVES)))

    def _block(self, nodes: tuple[Node, ...], scope: ChainMap) -> None:
        for node in nodes:
            self._execute(node, scope)

    def _execute(self, node: Node, scope: ChainMap) -> None:
        self.steps[type(node).__name__] += 1
        match node:
            case Let(_, name, value):
                scope[name] = self._eval(value, scope)
            case Assign(line, Name(_, id), value):
                for layer in scope.maps:
                    if id in layer:
                        layer[id] = self._eval(value, scope)
                        break
                else:
                    raise RunError(f"undefined variable {id}", line)
            case Assign(line, Index(_, base, key), value):
                self._eval(base, scope)[self._eval(key, scope)] = self._eval(
                    value, scope)
            case If(_, test, then, orelse):
                chosen = then if self._eval(test, scope) else orelse
                self._block(chosen, scope.new_child())
            case While(_, test, body):
                while self._eval(test, scope):
                    self._block(body, scope.new_child())
            case Return(_, value):
                raise ReturnSignal(value and self._eval(value, scope))
            case Print(_, args):
                self.output.append(
                    " ".join(text_of(self._eval(arg, scope)) for arg in args))
            case ExprStatement(_, value):
                self._eval(value, scope)

    def _eval(self, node: Node, scope: ChainMap) -> Any:
        match node:
            case Literal(_, value):
                return value
            case Name(line, id):
                try:
                    return scope[id]
                except KeyError:
                    raise RunError(f"undefined variable {id}", line) from None
            case Unary(_, "-", operand):
                return -self._eval(operand, scope)
            case Unary(_, _, operand):
                return not self._eval(operand, scope)
            case Logical(_, op, left, right):
                value = self._eval(left, scope)
                if bool(value) == (op == "or"):
                    return value
                return self._eval(right, scope)
            case Binary(line, op, left, right):
                return apply(op, self._eval(left, scope),
                             self._eval(right, scope), line)
            case ListExpr(_, items):
                return [self._eval(item, scope) for item in items]
            case Index(line, base, key):
                try:
                    return self._eval(base, scope)[self._eval(key, scope)]
                except (IndexError, TypeError) as cause:
                    raise RunError("bad index", line) from cause
            case Function():
                return Closure(node, scope)
            case Call(line, callee, args):
                return self._call(self._eval(callee, scope),
                                  [self._eval(a, scope) for a in args], line)
        raise AssertionError(node)

    def _call(self, callee: Any, args: list[Any], line: int) -> Any:
        match callee:
            case Closure(function, scope):
                if len(args) != len(function.params):
                    raise RunError(
                        f"{callee.label} got {len(args)} arguments", line)
                inner = scope.new_child(dict(zip(function.params, args)))
                try:
                    self._block(function.body, inner)
                except ReturnSignal as signal:
                    return signal.value
                return None
            case _ if callable(callee):
                return callee(*args)
            case _:
                raise RunError(f"{text_of(callee)} is not a function", line)


# --- the compiler and the machine -----------------------------------------

class Op(enum.IntEnum):
    CONST = 0
    LOAD = 1
    STORE = 2
    DEFINE = 3
    BINARY = 4
    NEG = 5
    NOT = 6
    JUMP = 7
    JUMP_IF_FALSE = 8
    JUMP_KEEP = 9
    CALL = 10
    RETURN = 11
    PRINT = 12
    POP = 13
    LIST = 14
    INDEX = 15
    SET_INDEX = 16
    CLOSURE = 17
    ENTER = 18
    LEAVE = 19


class Instr(NamedTuple):
    op: Op
    arg: Any = None
    line: int = 0

    def __str__(self) -> str:
        arg = "" if self.arg is None else f" {self.arg!r}"
        return f"{self.op.name:<14}{arg}".rstrip()


@dataclass
class Chunk:
    name: str
    params: tuple[str, ...] = ()
    code: list[Instr] = field(default_factory=list)

    def emit(self, op: Op, arg: Any = None, line: int = 0) -> int:
        self.code.append(Instr(op, arg, line))
        return len(self.code) - 1

    def patch(self, at: int) -> None:
        self.code[at] = self.code[at]._replace(arg=len(self.code))

    def __repr__(self) -> str:
        return f"<chunk {self.name}: {len(self.code)}>"

    def listing(self) -> Iterator[str]:
        for at, instr in enumerate(self.code):
            yield f"{at:>4}  {instr}"
            if isinstance(instr.arg, Chunk):
                yield from ("    " + line for line in instr.arg.listing())


class Compiler:
    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk

    @classmethod
    def program(cls, nodes: tuple[Node, ...]) -> Chunk:
        chunk = Chunk("main")
        compiler = cls(chunk)
        for node in nodes:
            compiler.visit(node)
        chunk.emit(Op.CONST, None)
        chunk.emit(Op.RETURN)
        return chunk

    def visit(self, node: Node) -> None:
        getattr(self, f"visit_{type(node).__name__.lower()}")(node)

    def visit_literal(self, node: Literal) -> None:
        self.chunk.emit(Op.CONST, node.value)

    def visit_name(self, node: Name) -> None:
        self.chunk.emit(Op.LOAD, node.id, node.line)

    def visit_unary(self, node: Unary) -> None:
        self.visit(node.operand)
        self.chunk.emit(Op.NEG if node.op == "-" else Op.NOT)

    def visit_binary(self, node: Binary) -> None:
        self.visit(node.left)
        self.visit(node.right)
        self.chunk.emit(Op.BINARY, node.op, node.line)

    def visit_logical(self, node: Logical) -> None:
        self.visit(node.left)
        at = self.chunk.emit(Op.JUMP_KEEP)
        self.chunk.emit(Op.POP)
        self.visit(node.right)
        self.chunk.code[at] = Instr(
            Op.JUMP_KEEP, (node.op == "or", len(self.chunk.code)))

    def visit_call(self, node: Call) -> None:
        self.visit(node.callee)
        for arg in node.args:
            self.visit(arg)
        self.chunk.emit(Op.CALL, len(node.args), node.line)

    def visit_listexpr(self, node: ListExpr) -> None:
        for item in node.items:
            self.visit(item)
        self.chunk.emit(Op.LIST, len(node.items))

    def visit_index(self, node: Index) -> None:
        self.visit(node.base)
        self.visit(node.key)
        self.chunk.emit(Op.INDEX, None, node.line)

    def visit_function(self, node: Function) -> None:
        inner = Chunk(node.name or "?", node.params)
        compiler = type(self)(inner)
        for statement in node.body:
            compiler.visit(statement)
        inner.emit(Op.CONST, None)
        inner.emit(Op.RETURN)
        self.chunk.emit(Op.CLOSURE, inner)

    def visit_let(self, node: Let) -> None:
        self.visit(node.value)
        self.chunk.emit(Op.DEFINE, node.name)

    def visit_assign(self, node: Assign) -> None:
        if isinstance(node.target, Index):
            self.visit(node.target.base)
            self.visit(node.target.key)
            self.visit(node.value)
            self.chunk.emit(Op.SET_INDEX)
        else:
            self.visit(node.value)
            self.chunk.emit(Op.STORE, node.target.id, node.line)

    def _scope(self, nodes: tuple[Node, ...]) -> None:
        self.chunk.emit(Op.ENTER)
        for node in nodes:
            self.visit(node)
        self.chunk.emit(Op.LEAVE)

    def visit_if(self, node: If) -> None:
        self.visit(node.test)
        over = self.chunk.emit(Op.JUMP_IF_FALSE)
        self._scope(node.then)
        if node.orelse:
            end = self.chunk.emit(Op.JUMP)
            self.chunk.patch(over)
            self._scope(node.orelse)
            self.chunk.patch(end)
        else:
            self.chunk.patch(over)

    def visit_while(self, node: While) -> None:
        top = len(self.chunk.code)
        self.visit(node.test)
        out = self.chunk.emit(Op.JUMP_IF_FALSE)
        self._scope(node.body)
        self.chunk.emit(Op.JUMP, top)
        self.chunk.patch(out)

    def visit_return(self, node: Return) -> None:
        if node.value is None:
            self.chunk.emit(Op.CONST, None)
        else:
            self.visit(node.value)
        self.chunk.emit(Op.RETURN)

    def visit_print(self, node: Print) -> None:
        for arg in node.args:
            self.visit(arg)
        self.chunk.emit(Op.PRINT, len(node.args))

    def visit_exprstatement(self, node: ExprStatement) -> None:
        self.visit(node.value)
        self.chunk.emit(Op.POP)


@dataclass(eq=False)
class VmClosure:
    chunk: Chunk
    scope: ChainMap

    @property
    def label(self) -> str:
        return f"fn {self.chunk.name}/{len(self.chunk.params)}"


@dataclass
class Frame:
    chunk: Chunk
    scope: ChainMap
    ip: int = 0


class Machine:
    def __init__(self) -> None:
        self.output: Output = []
        self.executed = 0
        self.deepest = 0

    def run(self, chunk: Chunk) -> None:
        stack: list[Any] = []
        frames = [Frame(chunk, ChainMap({}, dict(NATIVES)))]
        while frames:
            frame = frames[-1]
            op, arg, line = frame.chunk.code[frame.ip]
            frame.ip += 1
            self.executed += 1
            match op:
                case Op.CONST:
                    stack.append(arg)
                case Op.LOAD:
                    if arg not in frame.scope:
                        raise RunError(f"undefined variable {arg}", line)
                    stack.append(frame.scope[arg])
                case Op.STORE:
                    layer = next((m for m in frame.scope.maps if arg in m), None)
                    if layer is None:
                        raise RunError(f"undefined variable {arg}", line)
                    layer[arg] = stack.pop()
                case Op.DEFINE:
                    frame.scope[arg] = stack.pop()
                case Op.BINARY:
                    b, a = stack.pop(), stack.pop()
                    stack.append(apply(arg, a, b, line))
                case Op.NEG:
                    stack[-1] = -stack[-1]
                case Op.NOT:
                    stack[-1] = not stack[-1]
                case Op.JUMP:
                    frame.ip = arg
                case Op.JUMP_IF_FALSE:
                    if not stack.pop():
                        frame.ip = arg
                case Op.JUMP_KEEP:
                    when, target = arg
                    if bool(stack[-1]) == when:
                        frame.ip = target
                case Op.CALL:
                    self._call(stack, frames, arg, line)
                case Op.RETURN:
                    frames.pop()
                case Op.PRINT:
                    shown = stack[-arg:]
                    del stack[-arg:]
                    self.output.append(" ".join(map(text_of, shown)))
                case Op.POP:
                    stack.pop()
                case Op.LIST:
                    at = len(stack) - arg
                    stack[at:] = [stack[at:]]
                case Op.INDEX:
                    key, base = stack.pop(), stack.pop()
                    try:
                        stack.append(base[key])
                    except (IndexError, TypeError) as cause:
                        raise RunError("bad index", line) from cause
                case Op.SET_INDEX:
                    *_, base, key, value = stack
                    del stack[-3:]
                    base[key] = value
                case Op.CLOSURE:
                    stack.append(VmClosure(arg, frame.scope))
                case Op.ENTER:
                    frame.scope = frame.scope.new_child()
                case Op.LEAVE:
                    frame.scope = frame.scope.parents

    def _call(self, stack: list, frames: list[Frame], count: int,
              line: int) -> None:
        at = len(stack) - count
        args, callee = stack[at:], stack[at - 1]
        del stack[at - 1:]
        if isinstance(callee, VmClosure):
            if count != len(callee.chunk.params):
                raise RunError(f"{callee.label} got {count} arguments", line)
            scope = callee.scope.new_child(dict(zip(callee.chunk.params, args)))
            frames.append(Frame(callee.chunk, scope))
            self.deepest = max(self.deepest, len(frames))
        elif callable(callee):
            stack.append(callee(*args))
        else:
            raise RunError(f"{text_of(callee)} is not a function", line)


PROGRAMS = {
    "arithmetic": """
        print 1 + 2 * 3, (1 + 2) * 3, 2 ** 3 ** 2, -2 ** 2;
        print 7 / 2, 7 % 3, 7.5 / 2, 1 < 2 and 2 < 3, not true or nil == nil;
        print "a" + "b\\t|", "x" * 3, [1, [2, "three"], 4.25];
    """,
    "closures": """
        fn counter(step) {
            let n = 0;
            return fn () { n = n + step; return n; };
        }
        let a = counter(1); let b = counter(10);
        a(); b(); a();
        print a(), b(), counter, fn (x) => x;
        fn compose(f, g) { return fn (x) => g(f(x)); }
        print compose(fn (x) => x + 1, fn (x) => x * x)(6);
    """,
    "loops": """
        fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }
        let i = 0; let out = [];
        while i < 9 { push(out, fib(i)); i = i + 1; }
        print out, len(out), max(out[3], out[8]);
        let primes = []; let c = 2;
        while len(primes) < 8 {
            let p = 0; let ok = true;
            while ok and p < len(primes) {
                if c % primes[p] == 0 { ok = false; }
                p = p + 1;
            }
            if ok { push(primes, c); }
            c = c + 1;
        }
        print primes;
        out[0] = "first"; print out[0], floor(7.9);
    """,
    "branches": """
        fn grade(n) {
            if n >= 90 { return "A"; }
            else if n >= 70 { return "B"; }
            else { return "C"; }
        }
        print grade(95), grade(70), grade(3);
        print grade;
        print undefined_one;
    """,
    "wrong operand": 'let x = [1];\nprint "ok";\nprint x - "a";',
    "wrong index": "let x = [1, 2];\nprint x[1];\nprint x[2];",
    "wrong count": "fn f(a, b) => a;\n\n\nprint f(1);",
    "not callable": "let z = 3; z();",
    "syntax": "let a = ;",
    "syntax 2": "fn f( { }",
    "syntax 3": "if true { print 1;",
    "syntax 4": "1 + 2 = 3;",
    "lexical": "let a = 1;\nlet b = 2 @ 3;",
}


def run_both(name: str, source: str) -> None:
    print(f"== {name}")
    try:
        tree = Parser(source).program()
    except LanguageError as error:
        print("  ", error)
        return
    outcomes = []
    for backend in (TreeWalker(), Machine()):
        error: Optional[RunError] = None
        try:
            backend.run(tree if isinstance(backend, TreeWalker)
                        else Compiler.program(tree))
        except RunError as caught:
            error = caught
        outcomes.append((backend.output, str(error) if error else None,
                         type(error.__cause__).__name__ if error else None))
        match backend:
            case TreeWalker(steps=steps):
                print("   steps:", *(f"{k}={v}" for k, v in sorted(
                    steps.items(), key=lambda kv: (-kv[1], kv[0]))[:4]))
            case Machine(executed=executed, deepest=deepest):
                print(f"   machine: {executed:,} instructions, {deepest} deep")
    assert outcomes[0] == outcomes[1], outcomes
    output, error_text, cause = outcomes[0]
    for line in output:
        print("  |", line)
    if error_text:
        print("   !", error_text, "from", cause)


def main() -> None:
    tokens = list(lex('let x = "a b" + 3.5; # done'))
    print(tokens)
    print(Parser("a and b or not c[1](2, x)").expression())
    print(Parser("f(1)(2)[3] ** -2").expression())
    for line in Compiler.program(
            Parser("fn f(a) { while a > 0 { a = a - 1; } return a; } f(2);")
            .program()).listing():
        print(line)
    for name, source in PROGRAMS.items():
        run_both(name, source)
    one = Parser("1 + 2").expression()
    two = Parser("\n\n1 + 2").expression()
    print(one == two, hash(one) == hash(two), one.line, two.line)
    try:
        one.op = "-"
    except AttributeError as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    main()
