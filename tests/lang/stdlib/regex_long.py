# Searches that take many turns: backtracking, long texts, many matches.
import _sre

MAX = _sre.MAXREPEAT
# (a*)*b
star = _sre.compile("(a*)*b", 32,
                    [23, 14, 0, MAX, 17, 0, 24, 6, 0, MAX, 16, 97, 1, 17, 1, 18,
                     16, 98, 1], 1, {}, (None, None))
print(star.match("a" * 14), star.match("aab").groups())
# a+
many = _sre.compile("a+", 32, [24, 6, 1, MAX, 16, 97, 1, 1], 0, {}, ())
print(len(many.findall("ab" * 3000)), len(many.split("ab" * 3000)))
print(many.subn("xy", "ab" * 3000)[1], many.search("b" * 200000))
print(many.match("a" * 100000).end(), many.sub("", "ba" * 2000) == "b" * 2000)
found = many.finditer("ab" * 2000)
print(next(found).span(), sum(m.end() - m.start() for m in found))
# (?:a|b)*: something to come back to for each character
either = _sre.compile("(?:a|b)*", 32,
                      [23, 15, 0, MAX, 7, 5, 16, 97, 15, 7, 5, 16, 98, 15, 2, 0,
                       18, 1], 0, {}, ())
print(either.match("ab" * 3000 + "c").end())
