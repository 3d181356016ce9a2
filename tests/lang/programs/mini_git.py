# gc every: 1024
"""A content-addressed store with commits, branches, diffs and merges; its own
SHA-1 and its own diff."""
from __future__ import annotations

import collections
import functools
import itertools
import operator
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final, Iterable, Iterator, NewType, Optional, Sequence

Digest = NewType("Digest", str)
MASK: Final = 0xFFFFFFFF


def rotate(x: int, n: int) -> int:
    return (x << n | x >> 32 - n) & MASK


class Sha1:
    """As hashlib's: update(), digest(), hexdigest(), copy()."""

    block_size, digest_size = 64, 20
    ROUNDS = (
        (0x5A827999, lambda b, c, d: b & c | ~b & d),
        (0x6ED9EBA1, lambda b, c, d: b ^ c ^ d),
        (0x8F1BBCDC, lambda b, c, d: b & c | b & d | c & d),
        (0xCA62C1D6, lambda b, c, d: b ^ c ^ d),
    )

    def __init__(self, data: bytes = b"") -> None:
        self._state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0]
        self._rest = bytearray()
        self._length = 0
        self.update(data)

    def update(self, data: bytes) -> None:
        self._length += len(data)
        self._rest += data
        while len(self._rest) >= 64:
            self._block(self._rest[:64])
            del self._rest[:64]

    def _block(self, block: bytes) -> None:
        w = [int.from_bytes(block[i:i + 4], "big") for i in range(0, 64, 4)]
        for i in range(16, 80):
            w.append(rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1))
        a, b, c, d, e = self._state
        for i, word in enumerate(w):
            k, mix = self.ROUNDS[i // 20]
            a, b, c, d, e = (rotate(a, 5) + (mix(b, c, d) & MASK) + e + k + word
                             & MASK, a, rotate(b, 30), c, d)
        self._state = [x + y & MASK for x, y in zip(self._state, (a, b, c, d, e))]

    def copy(self) -> "Sha1":
        other = type(self)()
        other._state = self._state[:]
        other._rest = self._rest[:]
        other._length = self._length
        return other

    def digest(self) -> bytes:
        last = self.copy()
        bits = 8 * self._length
        last.update(b"\x80" + bytes(-(self._length + 9) % 64)
                    + bits.to_bytes(8, "big"))
        return b"".join(x.to_bytes(4, "big") for x in last._state)

    def hexdigest(self) -> str:
        return self.digest().hex()


# --- differences ------------------------------------------------------------

Edit = tuple[str, Sequence[str]]


def longest_common(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of indices of a longest common subsequence (Myers, greedy)."""
    n, m = len(a), len(b)
    furthest = {1: 0}
    trace = []
    for d in range(n + m + 1):
        trace.append(dict(furthest))
        for k in range(-d, d + 1, 2):
            down = k == -d or k != d and furthest[k - 1] < furthest[k + 1]
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            y = x - k
            while x < n and y < m and a[x] == b[y]:
                x, y = x + 1, y + 1
            furthest[k] = x
            if x >= n and y >= m:
                return _backtrack(trace, n, m)
    raise AssertionError("unreachable")


def _backtrack(trace: list[dict[int, int]], x: int, y: int
               ) -> Iterator[tuple[int, int]]:
    pairs = []
    for d in range(len(trace) - 1, -1, -1):
        v, k = trace[d], x - y
        previous = k + 1 if k == -d or (
            k != d and v[k - 1] < v[k + 1]) else k - 1
        px = v[previous]
        py = px - previous
        while x > px and y > py and x > 0 and y > 0:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = px, py
    return reversed(pairs)


def diff(a: Sequence[str], b: Sequence[str]) -> Iterator[Edit]:
    """Runs of (" ", lines), ("-", lines), ("+", lines)."""
    marks: list[tuple[str, str]] = []
    i = j = 0
    for x, y in [*longest_common(a, b), (len(a), len(b))]:
        marks += (("-", line) for line in a[i:x])
        marks += (("+", line) for line in b[j:y])
        if x < len(a):
            marks.append((" ", a[x]))
        i, j = x + 1, y + 1
    for mark, group in itertools.groupby(marks, key=operator.itemgetter(0)):
        yield mark, [line for _, line in group]


def unified(a: str, b: str, name: str, context: int = 1) -> Iterator[str]:
    old, new = a.splitlines(), b.splitlines()
    if old == new:
        return
    yield f"--- a/{name}"
    yield f"+++ b/{name}"
    edits = [(mark, line) for mark, lines in diff(old, new) for line in lines]
    changed = {i for i, (mark, _) in enumerate(edits) if mark != " "}
    near = [any(j in changed for j in range(i - context, i + context + 1))
            for i in range(len(edits))]
    positions = list(itertools.accumulate(
        edits, lambda at, e: (at[0] + (e[0] != "+"), at[1] + (e[0] != "-")),
        initial=(1, 1)))
    for wanted, run in itertools.groupby(range(len(edits)), near.__getitem__):
        if not wanted:
            continue
        hunk = list(run)
        (first_a, first_b), (last_a, last_b) = (
            positions[hunk[0]], positions[hunk[-1] + 1])
        yield (f"@@ -{first_a},{last_a - first_a} "
               f"+{first_b},{last_b - first_b} @@")
        yield from (edits[i][0] + edits[i][1] for i in hunk)


class Conflict(Exception):
    pass


def merge3(base: str, ours: str, theirs: str) -> tuple[str, int]:
    """The merged text and the number of conflicts in it."""
    lines = base.splitlines()
    sides = [text.splitlines() for text in (ours, theirs)]
    matches = [dict(longest_common(lines, side)) for side in sides]
    out: list[str] = []
    conflicts, at, places = 0, 0, [0, 0]
    anchors = [i for i in range(len(lines)) if all(i in m for m in matches)]
    for anchor in [*anchors, len(lines)]:
        ends = [m.get(anchor, len(s)) for m, s in zip(matches, sides)]
        was = lines[at:anchor]
        mine, yours = (s[p:e] for s, p, e in zip(sides, places, ends))
        match mine, yours:
            case x, y if x == y:
                out += mine
            case x, _ if x == was:
                out += yours
            case _, y if y == was:
                out += mine
            case _:
                conflicts += 1
                out += ["<<<<<<<", *mine, "=======", *yours, ">>>>>>>"]
        if anchor < len(lines):
            out.append(lines[anchor])
        at, places = anchor + 1, [e + 1 for e in ends]
    return "".join(f"{line}\n" for line in out), conflicts


# --- objects ----------------------------------------------------------------

class Stored(ABC):
    kinds: ClassVar[dict[str, type["Stored"]]] = {}
    kind: ClassVar[str]

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        cls.kind = cls.__name__.lower()
        Stored.kinds[cls.kind] = cls

    @abstractmethod
    def encode(self) -> bytes: ...

    @classmethod
    @abstractmethod
    def decode(cls, data: bytes) -> "Stored": ...

    @property
    def framed(self) -> bytes:
        data = self.encode()
        return b"%s %d\0%b" % (self.kind.encode(), len(data), data)


@dataclass(frozen=True)
class Blob(Stored):
    data: bytes

    def encode(self) -> bytes:
        return self.data

    @classmethod
    def decode(cls, data: bytes) -> "Blob":
        return cls(data)


@dataclass(frozen=True)
class Tree(Stored):
    entries: tuple[tuple[str, str, Digest], ...]

    def encode(self) -> bytes:
        return b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(digest)
                        for mode, name, digest in self.entries)

    @classmethod
    def decode(cls, data: bytes) -> "Tree":
        entries = []
        while data:
            head, _, data = data.partition(b"\0")
            mode, name = head.decode().split(" ", 1)
            entries.append((mode, name, Digest(data[:20].hex())))
            data = data[20:]
        return cls(tuple(entries))


@dataclass(frozen=True)
class Commit(Stored):
    tree: Digest
    parents: tuple[Digest, ...]
    author: str
    when: int
    message: str = field(repr=False)

    def encode(self) -> bytes:
        head = [f"tree {self.tree}", *(f"parent {p}" for p in self.parents),
                f"author {self.author} {self.when} +0000",
                f"committer {self.author} {self.when} +0000"]
        return ("\n".join(head) + f"\n\n{self.message}\n").encode()

    @classmethod
    def decode(cls, data: bytes) -> "Commit":
        head, _, message = data.decode().partition("\n\n")
        values: dict[str, list[str]] = collections.defaultdict(list)
        for line in head.split("\n"):
            key, value = line.split(" ", 1)
            values[key].append(value)
        author, when, _ = values["author"][0].rsplit(" ", 2)
        return cls(Digest(values["tree"][0]), tuple(map(Digest, values["parent"])),
                   author, int(when), message.rstrip("\n"))


class Store(collections.abc.Mapping):
    def __init__(self) -> None:
        self._objects: dict[Digest, bytes] = {}

    def add(self, stored: Stored) -> Digest:
        framed = stored.framed
        digest = Digest(Sha1(framed).hexdigest())
        self._objects.setdefault(digest, framed)
        return digest

    @functools.lru_cache(maxsize=64)
    def _full(self, prefix: str) -> Digest:
        if prefix in self._objects:
            return Digest(prefix)
        found = [d for d in self._objects if d.startswith(prefix)]
        match found:
            case [only] if len(prefix) >= 4:
                return only
            case [_, _, *_]:
                raise LookupError(f"{prefix} is ambiguous ({len(found)})")
            case _:
                raise KeyError(prefix)

    def __getitem__(self, prefix: str) -> Stored:
        head, _, data = self._objects[self._full(prefix)].partition(b"\0")
        kind, size = head.decode().split()
        assert int(size) == len(data)
        return Stored.kinds[kind].decode(data)

    def __iter__(self):
        return iter(self._objects)

    def __len__(self) -> int:
        return len(self._objects)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class Repository:
    def __init__(self, author: str) -> None:
        self.store = Store()
        self.author = author
        self.branches: dict[str, Optional[Digest]] = {"main": None}
        self.head = "main"
        self.files: dict[str, str] = {}
        self._clock = itertools.count(1_000_000_000, 60)

    def write_tree(self, files: dict[str, str]) -> Digest:
        entries: list[tuple[str, str, Digest]] = []
        by_top = collections.defaultdict(dict)
        for path, text in files.items():
            top, _, rest = path.partition("/")
            if rest:
                by_top[top][rest] = text
            else:
                blob = self.store.add(Blob(text.encode()))
                entries.append(("100644", path, blob))
        for name, inside in by_top.items():
            entries.append(("40000", name, self.write_tree(inside)))
        entries.sort(key=lambda e: e[1] + "/" * (e[0] == "40000"))
        return self.store.add(Tree(tuple(entries)))

    def read_tree(self, digest: Digest, prefix: str = "") -> Iterator[tuple[str, str]]:
        tree = self.store[digest]
        assert isinstance(tree, Tree)
        for mode, name, entry in tree.entries:
            match self.store[entry]:
                case Blob(data):
                    yield prefix + name, data.decode()
                case Tree():
                    yield from self.read_tree(entry, f"{prefix}{name}/")

    def at(self, commit: Optional[Digest]) -> dict[str, str]:
        if commit is None:
            return {}
        return dict(self.read_tree(self.store[commit].tree))

    def commit(self, message: str, *others: Digest) -> Digest:
        tip = self.branches[self.head]
        parents = tuple(p for p in (tip, *others) if p is not None)
        digest = self.store.add(Commit(self.write_tree(self.files), parents,
                                       self.author, next(self._clock), message))
        self.branches[self.head] = digest
        return digest

    def branch(self, name: str) -> None:
        if name in self.branches:
            raise ValueError(f"branch {name} exists")
        self.branches[name] = self.branches[self.head]

    def checkout(self, name: str) -> None:
        if name not in self.branches:
            raise KeyError(name)
        self.head = name
        self.files = self.at(self.branches[name])

    def ancestors(self, start: Digest) -> Iterator[Digest]:
        seen, todo = set(), collections.deque([start])
        while todo:
            if (digest := todo.popleft()) in seen:
                continue
            seen.add(digest)
            yield digest
            todo.extend(self.store[digest].parents)

    def base(self, a: Digest, b: Digest) -> Optional[Digest]:
        ours = set(self.ancestors(a))
        return next((d for d in self.ancestors(b) if d in ours), None)

    def status(self) -> Iterator[str]:
        before = self.at(self.branches[self.head])
        for path in sorted(before.keys() | self.files.keys()):
            match before.get(path), self.files.get(path):
                case None, _:
                    yield f"A {path}"
                case _, None:
                    yield f"D {path}"
                case old, new if old != new:
                    yield f"M {path}"

    def merge(self, name: str) -> str:
        ours, theirs = self.branches[self.head], self.branches[name]
        base = self.base(ours, theirs)
        if base == theirs:
            return "already up to date"
        if base == ours:
            self.branches[self.head] = theirs
            self.checkout(self.head)
            return "fast-forward"
        texts = [self.at(d) for d in (base, ours, theirs)]
        conflicts: list[str] = []
        for path in sorted(set().union(*texts)):
            was, mine, yours = (t.get(path) for t in texts)
            if mine == yours or yours == was:
                continue
            if mine == was:
                if yours is None:
                    del self.files[path]
                else:
                    self.files[path] = yours
            elif mine is None or yours is None:
                conflicts.append(f"{path} (deleted)")
            else:
                self.files[path], count = merge3(was or "", mine, yours)
                if count:
                    conflicts.append(f"{path} ({count})")
        if conflicts:
            raise Conflict(", ".join(conflicts))
        return self.commit(f"merge {name}", theirs)[:8]

    def log(self) -> Iterator[str]:
        order = sorted(self.ancestors(self.branches[self.head]),
                       key=lambda d: (-self.store[d].when, d))
        for digest in order:
            c = self.store[digest]
            marks = "*" if len(c.parents) < 2 else "M"
            yield f"{marks} {digest[:8]} {c.when - 10**9:>5} {c.message}"


POEM = """\
roses are red
violets are blue
sugar is sweet
and so are you
the end
"""


def main() -> None:
    for text in (b"", b"abc", b"The quick brown fox jumps over the lazy dog",
                 b"a" * 119):
        print(Sha1(text).hexdigest(), len(text))
    whole, parts = Sha1(b"x" * 150), Sha1()
    for n in (1, 63, 64, 22):
        parts.update(b"x" * n)
    print(whole.digest() == parts.digest(), parts.copy().hexdigest()[:10])

    repo = Repository("Ann <ann@example.org>")
    print(repo.store.add(Blob(b"what is up, doc?")))
    repo.files = {"poem.txt": POEM, "src/a.py": "print(1)\n",
                  "src/lib/b.py": "x = 1\n", "README": "hello\n"}
    print(*repo.status())
    first = repo.commit("first")
    print(first, repo.store[first].tree, len(repo.store))
    print(repo.store[first], repo.store[first[:7]] == repo.store[first])
    print(*(f"{m:>6} {n:<8} {d[:8]}" for m, n, d in
            repo.store[repo.store[first].tree].entries), sep="\n")
    print(repo.at(first) == repo.files, list(repo.at(first)))

    repo.branch("feature")
    repo.files["poem.txt"] = POEM.replace("blue", "violet")
    del repo.files["README"]
    print(*repo.status())
    repo.commit("violet violets")
    repo.checkout("feature")
    repo.files["poem.txt"] = POEM.replace("the end", "fin") + "really\n"
    repo.files["src/new.py"] = "pass\n"
    second = repo.commit("french")
    print("\n".join(unified(POEM, repo.files["poem.txt"], "poem.txt")))
    repo.checkout("main")
    print("merge:", repo.merge("feature"))
    print(repo.files["poem.txt"], *repo.files, sep="|")
    print(*repo.log(), sep="\n")
    print(repo.merge("feature"), repo.base(repo.branches["main"], second) == second)
    repo.checkout("feature")
    print(repo.merge("main"), sorted(repo.files) == sorted(repo.at(repo.branches["main"])))

    repo.files["poem.txt"] = repo.files["poem.txt"].replace("sweet", "sour")
    repo.commit("sour")
    repo.checkout("main")
    repo.files["poem.txt"] = repo.files["poem.txt"].replace("sweet", "salty")
    repo.commit("salty")
    try:
        repo.merge("feature")
    except Conflict as conflict:
        print("conflict:", conflict)
        print(repo.files["poem.txt"])
    repo.files["poem.txt"] = "resolved\n"
    print(repo.commit("resolve", repo.branches["feature"])[:8])
    print(repo.merge("feature"), sum(1 for _ in repo.ancestors(repo.branches["main"])))

    c = repo.store[first]
    print(replace(c, message="other", when=0).encode().decode())
    for bad in (lambda: repo.branch("main"), lambda: repo.checkout("gone"),
                lambda: repo.store["ffff"], lambda: repo.store[""],
                lambda: Stored(), lambda: setattr(c, "when", 5)):
        try:
            print(bad())
        except Exception as error:
            print(type(error).__name__, error)
    old, new = "abcabba", "cbabac"
    print(list(longest_common(old, new)), list(diff(old, new)))
    print(list(diff("", "ab")), list(diff("ab", "")), list(diff("", "")))
    print(*unified("a\nb\nc\nd\ne\nf\ng\n", "a\nB\nc\nd\ne\ng\nh\n", "x"), sep="\n")
    kinds = collections.Counter(type(repo.store[d]).__name__ for d in repo.store)
    print(sorted(kinds.items()), Store._full.cache_info().maxsize)


if __name__ == "__main__":
    main()
