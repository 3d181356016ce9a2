# What error handlers make of UTF-16 and UTF-32.
import codecs

codecs.register_error("place", lambda e: (f"<{e.start}-{e.end}>", e.end))
codecs.register_error("four", lambda e: (b"!!!!", e.end))
DATA = (b"a\0\x00\xd8b\0", b"\x00\xd8", b"a", b"a\0b", b"a\0\0\0\0\xd8\0\0b\0\0\0",
        b"\0\0\0a\0\x11\0\0\0\0\0b", b"a\0\0\0b\0", b"\xff\xfe\x00\xdca\0",
        b"\xfe\xff\xdc\0\0a", b"\xff\xfe\0\0\0\xd8\0\0")


def show(make):
    try:
        print(ascii(make()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le",
                 "utf-32-be"):
    for errors in ("strict", "ignore", "replace", "backslashreplace",
                   "surrogateescape", "surrogatepass", "xmlcharrefreplace",
                   "place", "four"):
        print(encoding, errors)
        for text in ("a\ud800b", "\udc80", "x\U0001f600\udfff\ud800"):
            show(lambda: text.encode(encoding, errors))
        for data in DATA:
            show(lambda: data.decode(encoding, errors))
