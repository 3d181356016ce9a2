# UnicodeErrors take all their parts.
def attempt(make):
    try:
        e = make()
        print(repr(e), str(e), e.object, e.start, e.end, e.reason)
    except TypeError as e:
        print(e)


attempt(lambda: UnicodeTranslateError("ab", 0, 1, "why"))
attempt(lambda: UnicodeTranslateError("a\u20acb", 1, 2, "why"))
attempt(lambda: UnicodeTranslateError("abc", 0, 2, "why"))
attempt(lambda: UnicodeEncodeError("ascii", "ä", 0, 1, "why"))
attempt(lambda: UnicodeDecodeError("utf-8", b"ab", 0, 1, "why"))
attempt(lambda: UnicodeTranslateError("a"))
attempt(lambda: UnicodeEncodeError("a", "b"))
attempt(lambda: UnicodeDecodeError())
