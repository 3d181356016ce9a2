# gc every: 256
# The syntax of patterns.
import re

CASES = [
    (r"(?<=a)b", "ab"), (r"(?<!a)b", "ab b"), (r"a(?=b)", "ac ab"),
    (r"a(?!b)", "ab ac"), (r"(?:ab){2,3}", "abababab"), (r"a{,2}b", "aaab"),
    (r"(a)(?(1)b|c)", "ab"), (r"(a)?(?(1)b|c)", "c"), (r"(\w)\1", "hello"),
    (r"(?P<q>['\"]).*?(?P=q)", "say 'hi' \"there\""), (r"(?i:A)b", "ab aB"),
    (r"(?>a+)ab", "aaab"), (r"a++b", "aaab"), (r"a*+a", "aaa"),
    (r"(?:a|ab)++c", "abc"), (r"[^\W\d_]+", "12ab_c"), (r"[a-c\]\-]+", "x]-ab"),
    (r"\A\d+\Z", "123"), (r"^b$", "a\nb\nc"), (r"\bfoo\b", "a foo b"),
    (r"\Boo", "foo"), (r"(a|b)*?c", "abac"), (r"((a)|b)*", "aba"),
    (r"(?:(a)|b)*", "ab"), (r"\x41\u0042\103", "ABC"), (r"\N{BULLET}", "\u2022"),
    (r".", "\n"), (r"[\s\S]", "\n"), (r"x*", "aaa"), (r"(?#note)a", "a"),
    (r"[\u0400-\u04ff]+", "abc \u043f\u0440\u0438"), (r"\d+", "\u0663\u0664"),
    (r"[а-яё]+", "привет Ёж"), (r"[^\x00-\x7f\u20ac]", "a€é"),
]
for pattern, text in CASES:
    try:
        found = re.search(pattern, text)
    except re.error as e:
        print(pattern, e)
        continue
    print(pattern, found and (found.span(), found.groups()))
print(re.findall(r"^\w", "ab\ncd", re.M), re.findall(".", "a\n", re.S),
      re.findall(r"\w", "aé", re.A), re.findall("É", "é", re.I))
print(re.search("(?i)\u00c0B", "x\u00e0b"), re.search("(?i)\u017f", "S"),
      re.search("(?i)[\u0130-\u0131k]", "\u212a"), re.findall("(?i)stra\u00dfe",
                                                          "STRA\u1e9eE"))
print(re.compile(""" a  # first
                     b\\ """, re.X).match("ab "))
print(re.match(rb"\w+", "h\u00e9".encode()), re.match(rb"(?L)\w", b"a"))
# One of a set of more than 256 characters.
big = re.compile("[" + "".join(map(chr, range(0x400, 0x800, 3))) + "]")
print(len(big.findall("".join(map(chr, range(0x3f0, 0x810))))))
