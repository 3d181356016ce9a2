"""Makes of a script a program whose image has its first half, and an agent runs
the rest: so every object that the first half made is shared, and read-only."""

import ast
import textwrap

# What comes along with a program is what its statements name: so the rest is
# there as statements, too, for no one to run.
TAIL = """
import midge as midge_
rest_ = {text!r}
def run_rest_():
    exec(compile(rest_, {file!r}, "exec"), globals())
if __name__ == "__main__":
    midge_.spawn(run_rest_).join()
elif midge_ is None:
    pass
{statements}
"""


def halved(text, file):
    """The program, or None if the script cannot be cut in two."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return None
    half = len(body) // 2
    # Only the root is __main__.
    if half == 0 or "__name__ ==" in text or "import midge" in text:
        return None
    lines = text.split("\n")
    first = body[half]
    at = min([first.lineno] + [decorator.lineno for decorator in
                               getattr(first, "decorator_list", ())]) - 1
    if body[half - 1].end_lineno > at:
        return None
    rest = "\n".join(lines[at:])
    return "\n".join(lines[:at]) + TAIL.format(
        text="\n" * at + rest, file=file,
        statements=textwrap.indent(rest, "    "))
