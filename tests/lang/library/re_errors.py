# What re refuses, in CPython's words.
import re


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__, e)


for bad in ["(a", "a)", "*", "a**", "[a", "(?P<1>a)", "(?P<a>x)(?P<a>y)", "\\",
            "(?<=a*)b", "(?z)", "a{3,2}", r"\1", "(?(2)a)", "(?P=x)", r"\q",
            "(?i", "[b-a]", "(?P<n", r"\N{nothing}", "a(?i)b", "x{99999999999}"]:
    attempt(re.compile, bad)
try:
    re.compile("ab\n(c")
except re.error as e:
    print(e.msg, e.pattern == "ab\n(c", e.pos, e.lineno, e.colno)
pattern = re.compile("(a)(?P<x>b)?")
match = pattern.match("a")
attempt(match.group, 3)
attempt(match.group, "y")
attempt(lambda: match[-1])
attempt(match.start, "q")
attempt(match.expand, r"\3")
attempt(pattern.match, 3)
attempt(pattern.match, b"a")
attempt(re.compile(b"a").match, "a")
attempt(re.sub, "(a)", r"\2", "a")
attempt(re.sub, "a", r"\q", "a")
attempt(re.sub, "a", lambda m: 1, "a")
attempt(re.compile, pattern, re.I)
attempt(re.compile, 3)
attempt(re.compile, "a", re.L)
attempt(re.compile, b"a", re.U)
