# The limit of digits between int and text: what it refuses, and what not.
import sys


def attempt(what, function, *args):
    try:
        result = function(*args)
    except (ValueError, OverflowError, TypeError) as error:
        print(what, type(error).__name__, error)
    else:
        print(what, len(result) if isinstance(result, str) else "ok")


class Count(int):
    pass


BIG = 10 ** 4300
SHOWN = (("str", str), ("repr", repr), ("f", lambda n: f"{n}"),
         ("!r", lambda n: f"{n!r:>5}"), ("%d", lambda n: "%d" % n),
         ("%i", lambda n: b"%i" % n), ("comma", lambda n: format(n, ",")),
         ("%x", lambda n: "%x" % n), ("hex", hex), ("oct", oct), ("bin", bin),
         ("format x", lambda n: format(n, "_x")), ("list", lambda n: str([n])),
         ("float", float), ("range", lambda n: str(range(n))),
         ("print", print), ("subclass", lambda n: str(Count(n))))
for what, function in SHOWN:
    attempt(what, function, BIG)
    attempt(what, function, -(BIG // 10))

for text in ("1" * 4301, "-" + "1" * 4300, "0" * 4301, "_".join("1" * 4301),
             " " + "1" * 4300 + " ", "1" * 4301 + "x", "1__" + "1" * 4301,
             b"9" * 4301):
    for base in (10, 7, 36, 16, 32, 2, 0):
        try:
            print(base, int(text, base) % 1000003)
        except ValueError as error:
            print(base, str(error)[:120])

for limit in (-1, 639, 640, 0, 2 ** 31 - 1, 2 ** 31, 2 ** 99, True, "700", None):
    attempt(limit, sys.set_int_max_str_digits, limit)
    print(sys.get_int_max_str_digits())

sys.set_int_max_str_digits(maxdigits=640)
attempt("640", int, "1" * 640)
attempt("641", int, "1" * 641)
attempt("640", str, 10 ** 639)
attempt("641", str, 10 ** 640)

sys.set_int_max_str_digits(0)
print(len(str(10 ** 20000)), len("%d" % 10 ** 20000), len(f"{10 ** 20000:,}"))
print(int("12" * 20000) % 1000003, eval("1" * 9000) % 1000003)
print(int(str(7 ** 30000)) == 7 ** 30000)
print(sys.int_info.default_max_str_digits,
      sys.int_info.str_digits_check_threshold)
