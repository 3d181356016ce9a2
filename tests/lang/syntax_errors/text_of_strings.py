# What a SyntaxError of a string shows: the lines that were being read.
import warnings

SOURCES = [
    "x = '''\n''' 1", "x = 1, \\\n  y z", "x = (1, '''\n\n''' y)",
    "x = '''\n''' + \\\n  y z", "(a, '''\n''',\n b c)",
    "def f():\n    '''a\n    ''' x\n", "def f():\n'''\n\n\n    '''\n",
    "f(a for\nb in c, 2)", "f(a b,\n      cccccccccccccc)",
    "é = '''\né''' z", "if a:\n  '''é\n''' b c\n", "x = \\\n\\\n 1 2\n",
    "x = (\n  1\n  2)", "'''a\nb", "x = [\n'''\n", "a \\ b\nc", "a = \\",
    "if a and \\\n   x == \\1: b\n", "x = '''\n''' + \\ 1",
]
for source in SOURCES:
    for mode in ("exec", "eval", "single"):
        try:
            compile(source, "s", mode)
        except SyntaxError as e:
            print(mode, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset,
                  ascii(e.text))

# Errors that are found before code is made have the message alone in args.
for source in ("from __future__ import nothing", "def f(a, a): pass",
               "x = 1; from __future__ import division",
               "x = 1\nfrom __future__ import division",
               "'doc'; 'more'\nfrom __future__ import division",
               "from __future__ import nothing\ndef f(a, a): pass",
               "def f():\n  from __future__ import annotations",
               "x = 1\nglobal x", "nonlocal y", "break", "return"):
    try:
        compile(source, "s", "exec")
        print("ok")
    except SyntaxError as e:
        print(e.args, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text)

# Numbers and escapes are warned of wherever the tokens are read.
for source in ("i = \nif 1else 2:\n 1if 2else 3\n", "x y '\\q'", "'\\é'",
               "x = '\\q' +", "f(a '\\w')", "b'\\d' '\\$", "1jfor b in 1_ 3"):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            compile(source, "s", "exec")
        except SyntaxError as e:
            print(e.msg, e.lineno, e.offset)
        for warning in told:
            print(warning.category.__name__, warning.message, warning.lineno)
