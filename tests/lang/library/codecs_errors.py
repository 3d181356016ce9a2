# Error handlers: the known ones, and those that a program brings.
import codecs


def attempt(function, *args):
    try:
        print(ascii(function(*args)))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


texts = ["abc\xe9\u20ac\U0001f600z", "\ud800x", "\udcff", ""]
for errors in ("strict", "ignore", "replace", "backslashreplace",
               "xmlcharrefreplace", "namereplace", "surrogateescape",
               "surrogatepass", "unknown"):
    for encoding in ("ascii", "latin-1", "utf-8", "utf-16", "utf-16-be"):
        for text in texts:
            attempt(text.encode, encoding, errors)
    for encoding in ("ascii", "utf-8", "utf-16-le"):
        for data in (b"ab\xff\xfec", b"\xed\xa0\x80", b"\xe2\x82", b""):
            attempt(data.decode, encoding, errors)


def dotted(error):
    print(type(error).__name__, error.encoding, error.start, error.end,
          error.reason)
    return "." * (error.end - error.start), error.end


def skipping(error):
    return "", len(error.object)


def back(error):
    return "?", error.end - len(error.object) or error.end


codecs.register_error("test.dotted", dotted)
codecs.register_error("test.skipping", skipping)
codecs.register_error("test.back", back)
codecs.register_error("test.bytes", lambda e: (b"\xff", e.end))
codecs.register_error("test.far", lambda e: ("", 1000))
codecs.register_error("test.number", lambda e: 3)
codecs.register_error("test.same", lambda e: ("\u20ac", e.end))
for errors in ("test.dotted", "test.skipping", "test.back", "test.bytes",
               "test.far", "test.number", "test.same"):
    attempt("a\xe9\xe8b\u20acc".encode, "ascii", errors)
    attempt("a\ud800b".encode, "utf-16", errors)
    attempt(b"a\xffb\xfe".decode, "utf-8", errors)
    attempt(bytes, "a\xe9", "ascii", errors)
    attempt(bytearray, "a\xe9", "ascii", errors)
    attempt(str, b"a\xe9", "ascii", errors)
print(codecs.lookup_error("test.dotted") is dotted)
attempt(codecs.lookup_error, "nothing")
attempt(codecs.lookup_error, 3)
attempt(codecs.register_error, "x", 3)
attempt(codecs.register_error, 3, print)
error = UnicodeEncodeError("ascii", "a\xe9b", 1, 2, "why")
wrong = UnicodeDecodeError("ascii", b"a\xe9b", 1, 2, "why")
for name in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace",
             "namereplace", "surrogateescape", "strict"):
    attempt(codecs.lookup_error(name), error)
    attempt(codecs.lookup_error(name), wrong)
attempt(codecs.ignore_errors, ValueError("x"))
attempt(codecs.strict_errors, 3)
