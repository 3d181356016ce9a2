# A text without a newline at its end has none in the error either.
from _show import show

for source in ("", "1 +", "(1", "1 2", "x = 1", "lambda:", "f'{'", "a.",
               "  1", "1\n2", "# c", "1 +\n", "not"):
    show(source, "eval")
for source in ("1 +", "x = (", "if x", "\n", "pass pass"):
    show(source, "single")
