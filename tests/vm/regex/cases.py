"""Random patterns and texts with what CPython makes of them, a line each.

The caller puts SEED and COUNT before this text. A line: the pattern (for people),
its code, the number of its groups, mode, pos, endpos, whether the match must
advance, the text, and the spans that CPython found: start, end, the last index,
and each group's, or "none".
"""

import random
import re
import re._compiler as compiler
import re._parser as parser
import signal
import warnings

warnings.simplefilter("ignore")
rng = random.Random(SEED)

LETTERS = ["abc", "ab\n_", "aAbBé", "aßſsSK\u212a", "ab\u0390\u1fd3é",
           "a1 _\u0663", "\U00010400\U00010428ab"]


def atom(depth, groups, letters):
    roll = rng.random()
    if depth > 0 and roll < 0.40:
        return group(depth, groups, letters)
    if groups[0] and roll < 0.46:
        return "(?:\\%d)" % rng.randint(1, groups[0])
    if groups[0] and roll < 0.50:
        yes = branch(0, groups, letters)
        no = rng.choice(["", "|" + sequence(0, groups, letters)])
        return "(?(%d)%s%s)" % (rng.randint(1, groups[0]),
                                yes.replace("|", ""), no)
    if roll < 0.58:
        return char_set(letters)
    if roll < 0.64:
        return rng.choice([r"\w", r"\W", r"\d", r"\s", r"\S", r"\D", "."])
    if roll < 0.70:
        return rng.choice(["^", "$", r"\b", r"\B", r"\A", r"\Z"])
    return re.escape(rng.choice(letters))


def char_set(letters):
    items = "".join(re.escape(rng.choice(letters))
                    for _ in range(rng.randint(1, 3)))
    if rng.random() < 0.2:
        low, high = sorted([rng.choice(letters), rng.choice(letters)])
        items += re.escape(low) + "-" + re.escape(high)
    if rng.random() < 0.2:
        items += rng.choice([r"\w", r"\d", r"\s", r"\W"])
    return "[" + rng.choice(["", "", "^"]) + items + "]"


def group(depth, groups, letters):
    kind = rng.choice(["(", "(", "(", "(?:", "(?=", "(?!", "(?<=", "(?<!",
                       "(?>", "(?i:"])
    if kind in ("(?<=", "(?<!"):
        inside = re.escape(rng.choice(letters)) * rng.randint(0, 2)
        if rng.random() < 0.3:
            groups[0] += 1
            inside = "(" + inside + ")"
        return kind + inside + ")"
    if kind == "(":
        inside = branch(depth - 1, groups, letters)
        groups[0] += 1
        return "(" + inside + ")"
    return kind + branch(depth - 1, groups, letters) + ")"


def repeated(item):
    roll = rng.random()
    if roll < 0.5 or item in ("^", "$", r"\b", r"\B", r"\A", r"\Z"):
        return item
    low = rng.randint(0, 2)
    return item + rng.choice(
        ["*", "+", "?", "{%d}" % low, "{%d,}" % low,
         "{%d,%d}" % (low, low + rng.randint(0, 2))]) + rng.choice(
             ["", "", "?", "+"])


def sequence(depth, groups, letters):
    return "".join(repeated(atom(depth, groups, letters))
                   for _ in range(rng.randint(0 if depth else 1, 3)))


def branch(depth, groups, letters):
    return "|".join(sequence(depth, groups, letters)
                    for _ in range(rng.choice([1, 1, 2, 3])))


def code_of(pattern, flags):
    parsed = parser.parse(pattern, flags)
    return compiler._code(parsed, flags), parsed.state.groups - 1


class TooLong(Exception):
    """A pattern that backtracks for seconds is no case."""


def too_long(_signal, _frame):
    raise TooLong


signal.signal(signal.SIGALRM, too_long)


def spans(match):
    if match is None:
        return "none"
    numbers = [*match.span(), match.lastindex or -1]
    for i in range(match.re.groups):
        numbers += match.span(i + 1)
    return " ".join(map(str, numbers))


def case(letters):
    pattern = branch(3, [0], letters)
    flags = rng.choice([0, 0, 0, re.I, re.M, re.S, re.A, re.I | re.A])
    try:
        code, groups = code_of(pattern, flags)
        compiled = re.compile(pattern, flags)
    except re.error:
        return
    for _ in range(6):
        text = "".join(rng.choice(letters) for _ in range(rng.randint(0, 9)))
        pos, endpos = 0, len(text)
        if rng.random() < 0.2:
            pos = rng.randint(0, len(text))
            endpos = rng.randint(0, len(text))
        for mode in ("match", "fullmatch", "search"):
            try:
                found = getattr(compiled, mode)(text, pos, endpos)
            except SystemError:
                continue  # CPython's own "span of capturing group is wrong"
            print(ascii(pattern), flags, " ".join(map(str, map(int, code))), groups, mode,
                  pos, endpos, 0, " ".join(str(ord(c)) for c in text),
                  spans(found), sep="\t")
        advancing(compiled, pattern, flags, code, groups, text)


# What comes after an empty match must not be empty at the same place.
def advancing(compiled, pattern, flags, code, groups, text):
    try:
        found = list(compiled.finditer(text))
    except SystemError:
        return
    for before, match in zip(found, [*found[1:], None]):
        print(ascii(pattern), flags, " ".join(map(str, map(int, code))), groups, "search",
              before.end(), len(text), int(before.start() == before.end()),
              " ".join(str(ord(c)) for c in text), spans(match), sep="\t")


for _ in range(COUNT):
    signal.alarm(2)
    try:
        case(rng.choice(LETTERS))
    except TooLong:
        pass
signal.alarm(0)
