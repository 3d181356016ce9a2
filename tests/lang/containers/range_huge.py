# Ranges beyond a machine's word: turned round, asked, indexed and listed.
import sys

HUGE = 1 << 90


def told(expression):
    try:
        return repr(eval(expression))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for expression in (
        "list(reversed(range(HUGE, HUGE + 3)))",
        "next(reversed(range(HUGE)))",
        "next(reversed(range(0, HUGE, 7)))",
        "bool(range(HUGE)), bool(range(HUGE, 0)), bool(range(-HUGE, HUGE, HUGE))",
        "len(range(HUGE))",
        "list(range(HUGE))",
        "list(range(HUGE, -HUGE, -HUGE))",
        "len(range(HUGE, HUGE + 9, 2))",
        "len(range(-sys.maxsize, sys.maxsize))",
        "range(10)[HUGE]",
        "range(10)[-HUGE]",
        "range(HUGE)[HUGE]",
        "range(HUGE)[::-1][0]",
        "next(reversed(range(-5, -HUGE >> 20, -2)))",
        "range(10)[::HUGE], range(10)[::-HUGE], [1, 2][::-HUGE]",
        "'abc'[::-1 << 63], 'abc'[1 << 63::-1], 'abc'[-1 << 63:]",
        "slice(None, None, -1).indices(9223372034707292160)",
        "slice(1 << 60, -1 << 62, -1 << 59).indices(1 << 61)",
        "1 + 0j in range(3), 1 + 1j in range(3), 2.0 in range(3), 2.5 in range(3)",
        "True in range(2), '1' in range(2), None in range(2)"):
    print(expression, "->", told(expression))

# CPython walks along these for ages, or for ever: the answers are ours to know.
for item, there in ((float(HUGE), True), (1e300, False), (float("inf"), False),
                    (float("nan"), False), (-1.0, False)):
    print(item, there if sys.implementation.name == "cpython"
          else item in range(HUGE + 1))
