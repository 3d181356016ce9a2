# Patterns and matches are sent like other values.
import _sre

import midge

PAIR = _sre.compile("(?P<x>a)|b", 32,
                    [7, 9, 17, 0, 16, 97, 17, 1, 15, 7, 5, 16, 98, 15, 2, 0, 1],
                    1, {"x": 1}, (None, "x"))


def find(pattern, to):
    to.send([pattern.search("..a"), pattern, pattern.findall("abab")])


def main():
    here = midge.Mailbox()
    midge.spawn(find, PAIR, here)
    match, pattern, found = here.receive()
    print(match, match["x"], match.re is pattern)  # expect: <re.Match object; span=(2, 3), match='a'> a True
    print(pattern == PAIR, found)  # expect: True ['a', '', 'a', '']
    try:
        here.send(PAIR.scanner("a"))
    except TypeError as e:
        print(e)  # expect: cannot send '_sre.SRE_Scanner' object


if __name__ == "__main__":
    main()
