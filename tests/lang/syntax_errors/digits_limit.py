# Decimal literals of more digits than the limit, in source compiled at run time.
import ast
import sys


def attempt(function, *args):
    try:
        print(type(function(*args)).__name__)
    except SyntaxError as error:
        print(error.msg)
        print(error.lineno, error.offset, error.end_lineno, error.end_offset)


for digits in (4300, 4301):
    attempt(eval, "1" * digits)
    attempt(compile, "x = (1 +\n  " + "1_0" * (digits // 2) + "1)\n", "f",
            "exec")
attempt(eval, "-" + "9" * 5000)
attempt(eval, "0x" + "9" * 5000)
attempt(eval, "0o" + "7" * 5000)
attempt(eval, "0b" + "1" * 5000)
attempt(eval, "0" * 5000)
attempt(eval, "1" * 5000 + ".5")
attempt(eval, "1" * 300 + "j")
attempt(eval, "f'{" + "1" * 4301 + "}'")
attempt(ast.literal_eval, "1" * 4301)
sys.set_int_max_str_digits(700)
attempt(eval, "1" * 701)
sys.set_int_max_str_digits(0)
attempt(eval, "1" * 9000)
attempt(ast.literal_eval, "1" * 9000)
