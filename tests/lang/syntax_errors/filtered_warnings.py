# What the compiler warns of goes through the filters of module warnings, also
# gc every: 2048
# as errors.
import warnings

SOURCES = [
    '1if 1 else 2',
    '0xfor 1',
    '1_0and 1',
    '1.5in ()',
    '1jor 2',
    '0o7or 1',
    '0b1or 2',
    '1e5else',
    "'\\d'",
    "b'\\d\\e'",
    "f'{1}\\d{2}'",
    "rb'\\d'",
    "'\\400'",
    "b'\\500'",
    "'x' '\\q'",
    "x is 1; '\\w'",
    "f'{'",
    "f'{1:\\d}'",
    "f'\\{6}'",
    "def f():\n  return 1, '\\d'\nx is ()",
]

for source in SOURCES:
    for action in ("always", "error", "ignore"):
        with warnings.catch_warnings(record=True) as found:
            warnings.simplefilter(action)
            try:
                compile(source, "<s>", "exec")
            except SyntaxError as e:
                print(action, repr(source), e.msg, e.filename, e.lineno,
                      e.offset, repr(e.text), e.end_lineno, e.end_offset)
            for one in found:
                print(repr(source), one.category.__name__, one.message,
                      one.filename, one.lineno)

# A filter for one kind, or one text.
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("ignore")
    warnings.filterwarnings("error", "invalid escape", DeprecationWarning)
    warnings.filterwarnings("always", '"is" with', SyntaxWarning)
    for source in ("x is 1", "'\\d'", "(1)(2)", "[]['a']"):
        try:
            print(source, type(eval(source, {"x": 1})).__name__)
        except SyntaxError as e:
            print("SyntaxError", e)
        except TypeError as e:
            print("TypeError", e)
    try:
        exec("assert (1, 'always')\nprint('ran')")
        exec("x = '\\w'")
    except SyntaxError as e:
        print(e)
    print([str(one.message) for one in found])
