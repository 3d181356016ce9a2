# The engine behind re, given the code that re's compiler makes.
import _sre

print(_sre.MAGIC, _sre.CODESIZE, _sre.getcodesize(), _sre.MAXREPEAT,
      _sre.MAXGROUPS)
print(_sre.ascii_iscased(65), _sre.ascii_tolower(65), _sre.unicode_iscased(223),
      _sre.unicode_tolower(0x130), _sre.ascii_iscased(200))

# (?P<x>a)|b
PAIR = [14, 8, 4, 1, 1, 22, 97, 98, 0, 7, 9, 17, 0, 16, 97, 17, 1, 15, 7, 5, 16,
        98, 15, 2, 0, 1]
pair = _sre.compile("(?P<x>a)|b", 32, PAIR, 1, {"x": 1}, (None, "x"))
print(pair, type(pair), pair.flags, pair.groups, pair.pattern)
match = pair.search("..a..")
print(match, type(match), match.group(), match.group(0, "x"), match["x"])
print(match.groups(), match.groupdict(), match.lastgroup, match.lastindex)
print(match.regs, match.span(), match.start(1), match.end("x"), match.pos,
      match.endpos, match.re is pair, match.string)
other = pair.search("b")
print(other.groups("-"), other.groupdict(0), other.lastindex, other.span(1))
print(pair.match("ab", 1), pair.match("ab", 5), pair.fullmatch("ab"),
      pair.fullmatch("ab", 0, 1), pair.search("abc", 2))
print(pair.findall("abcab"), pair.split("xaybz"), pair.split("xaybz", 1))
print(pair.sub("-", "xaybz"), pair.subn("-", "xaybz"), pair.sub("-", "xyz"),
      pair.sub("-", "abab", 2))
print(pair.sub(lambda m: m.group() * 2, "xaybz"))
print([m.span() for m in pair.finditer("abba", 1, 3)])
scanner = pair.scanner("a.b")
print(scanner.match(), scanner.match(), scanner.search(), scanner.search(),
      scanner.pattern is pair)

again = _sre.compile("(?P<x>a)|b", 32, PAIR, 1, {"x": 1}, (None, "x"))
print(pair == again, hash(pair) == hash(again), pair != again, pair == 1,
      {pair: 1}[again])
print(repr(_sre.compile(b"x", 2 | 8, [1], 0, {}, ())), bool(match))


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__, e)


attempt(match.group, 2)
attempt(match.group, "y")
attempt(match.group, -1)
attempt(lambda: match[1.5])
attempt(lambda: pair["x"])
attempt(pair.search, b"a")
attempt(pair.search, 3)
attempt(lambda: pair < again)
attempt(pair.sub, lambda m: 1, "a")
attempt(_sre.compile, "", 0, [16], 0, {}, ())
attempt(_sre.compile, "", 0, [1 << 40], 0, {}, ())
