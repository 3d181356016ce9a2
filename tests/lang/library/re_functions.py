# re's functions, and what matches and patterns tell.
# gc every: 2048
import copy
import re

print(re.match("a(b)?", "abc"), re.search("c", "abc"), re.fullmatch("a|ab", "ab"))
print(re.findall(r"(\w+)@(\w+)", "joe@here ann@there"),
      re.findall(r"\d+", "1 22 333"), re.findall("(a)(b)?", "abaab"))
print(re.split(r"[,;]\s*", "a, b;c;d"), re.split("(a)(b)?", "xaby"),
      re.split("x*", "axbc"), re.split(r"\b", "a b", 1))
print(re.sub(r"(\w)(\d)", r"\2\1", "a1 b2 c3"), re.sub("x*", "-", "abxd"),
      re.sub("(?P<n>a)", r"<\g<n>\g<1>>", "banana", 2))
print(re.subn("b", lambda m: m.group().upper(), "abcb", 1),
      re.sub("(a)|b", lambda m: str(m.groups()), "ab"))
print([m.span() for m in re.finditer("", "abc")], re.escape("a.b*c\n#"))
pattern = re.compile(r"(?P<a>x)|(?P<b>y)", re.I | re.M)
print(pattern, pattern.groups, pattern.flags, pattern.pattern)
print(dict(pattern.groupindex))
match = pattern.search("..Y")
print(match, match.lastgroup, match.lastindex, match.groupdict(), match.regs)
print(match.expand(r"<\g<b>>\n"), match.pos, match.endpos, match.string)
print(copy.copy(match) is match, copy.deepcopy(pattern) is pattern)
print(re.compile(b"a+").findall(b"aabaaa"),
      re.compile(b"a").sub(b"x", bytearray(b"banana")))
print(pattern == re.compile(r"(?P<a>x)|(?P<b>y)", re.I | re.M),
      hash(pattern) == hash(re.compile(pattern)), match[0], match["b"], match[1])
print(isinstance(pattern, re.Pattern), isinstance(match, re.Match),
      re.Pattern[str], re.Match[bytes])
scanner = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\s+", None),
                      (r"\w+", lambda s, t: t)])
print(scanner.scan("12 abc 34 !"))
print(repr(re.compile("x" * 300)), re.compile(b"a", re.I),
      re.compile("a", re.A | re.X), repr(re.compile("", re.U)))
print(re.I, re.I | re.M, re.NOFLAG, int(re.S), re.RegexFlag(10))
re.purge()
