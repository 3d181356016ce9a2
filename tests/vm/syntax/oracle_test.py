#!/usr/bin/python3.11
"""Compares our parser with CPython 3.11.2, Debian 12's, which runs this script.

  oracle_test.py SYNTAX_DUMP errors     error_cases.txt: kind, place, message
  oracle_test.py SYNTAX_DUMP mutants    the same over spoilt standard library
  oracle_test.py SYNTAX_DUMP trees      ast.dump, with positions, over a sample
                                        of the standard library
"""

import ast
import pathlib
import random
import re
import subprocess
import sys
import sysconfig
import warnings

HERE = pathlib.Path(__file__).resolve().parent
STDLIB = pathlib.Path(sysconfig.get_paths()["stdlib"])
SKIPPED = 77  # What ctest takes for "skipped".
MUTANTS = 3000
TREES = 60
SEED = 20260

PIECES = """( ) [ ] { } , : = == := * ** . if else for in def class lambda not
import from as try except finally with return yield await async x 1 "a" ' "
match case print f"{a+b}" f"{a,b c}" f'{ }' is None True \\ $ ! @ -> += ~ - 0x
1_ _ del global raise assert while pass ... / | ; \u00e9 0777 b" 1e 0b2""".split()
PIECES += ["\n", "\n    ", "\n\t", "  "]


def parse(source):
    """What CPython says of a source, in the fields that syntax_dump prints."""
    try:
        return ["ok", ast.dump(ast.parse(source), include_attributes=True)]
    except SyntaxError as e:
        return ["error", type(e).__name__, str(e.lineno), str(e.offset),
                str(e.end_lineno), str(e.end_offset), e.msg]
    except (RecursionError, MemoryError):
        return None


def ours(dump, sources):
    given = b"".join(source.encode("utf-8", "surrogatepass") + b"\0"
                     for source in sources)
    out = subprocess.run([dump, "--positions", "--stdin"], input=given,
                         stdout=subprocess.PIPE, check=True, timeout=300)
    lines = out.stdout.decode("utf-8", "surrogatepass").split("\n")[:-1]
    assert len(lines) == len(sources), "syntax_dump printed too little"
    return lines


def compare(dump, sources, trees):
    """The number of sources on which the two differ."""
    differing = 0
    for source, line in zip(sources, ours(dump, sources)):
        want = parse(source)
        got = line.split("\t")
        got = got[:7] if got[0] == "error" else ["ok", line[3:]]
        if want is None or want == got:
            continue
        if not trees and want[0] == got[0] == "ok":
            continue
        differing += 1
        print(f"{source[:300]!r}\n  CPython {str(want)[:400]}\n"
              f"  Midge   {str(got)[:400]}")
    print(f"{len(sources)} sources, {differing} differ")
    return differing


def error_cases():
    lines = (HERE / "error_cases.txt").read_text().splitlines()
    return [ast.literal_eval(line) for line in lines if line[0] != "#"]


def library_files():
    files = sorted(STDLIB.glob("*.py")) + sorted(STDLIB.glob("asyncio/*.py"))
    return [path for path in files if "\\N{" not in path.read_text("utf-8")]


def snippet(lines, rng):
    starts = [i for i, line in enumerate(lines)
              if line and not line[0].isspace() and line[0] not in "#)]}\"'"]
    start = rng.choice(starts)
    return "\n".join(lines[start:start + rng.randint(1, 14)]) + "\n"


def mutate(tokens, rng):
    at = rng.randrange(len(tokens))
    action = rng.random()
    if action < 0.35:
        tokens[at] = ""
    elif action < 0.7:
        tokens.insert(at, rng.choice(PIECES))
    elif action < 0.85:
        tokens[at] = rng.choice(PIECES)
    else:
        other = rng.randrange(len(tokens))
        tokens[at], tokens[other] = tokens[other], tokens[at]


def mutants(rng):
    files = [path.read_text("utf-8").split("\n") for path in library_files()]
    token = re.compile(r'\w+|\s+|"""|\'\'\'|[^\w\s]')
    found = []
    while len(found) < MUTANTS:
        tokens = token.findall(snippet(rng.choice(files), rng))
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            mutate(tokens, rng)
        source = "".join(tokens)
        if "\\N" not in source:
            found.append(source)
    return found


def main():
    dump, what = sys.argv[1:]
    warnings.simplefilter("ignore")
    if not (STDLIB / "argparse.py").exists() or sys.version_info[:2] != (3, 11):
        print("no CPython 3.11 with its library here")
        return SKIPPED
    rng = random.Random(SEED)
    if what == "errors":
        return 1 if compare(dump, error_cases(), trees=False) else 0
    if what == "mutants":
        # A few in ten thousand differ in a column.
        return 1 if compare(dump, mutants(rng), trees=False) > 2 else 0
    files = library_files()
    sample = rng.sample(files, min(TREES, len(files)))
    sources = [path.read_text("utf-8") for path in sample]
    return 1 if compare(dump, sources, trees=True) else 0


if __name__ == "__main__":
    sys.exit(main())
