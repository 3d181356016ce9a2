# Decoding in pieces: what waits for more, and what is an error at once; and what
# the error handlers do with each kind of error.
import codecs

DATA = {
    "utf-8": ("a\u00e9\u20ac\U0001f600z".encode(), b"a\xc0", b"\xe0\x80", b"\xed\xa0",
              b"\xf0\x8f", b"\xf4\x90", b"\xf5", b"\xff", b"\xe2\x82", b"\x80"),
    "utf-8-sig": (b"\xef\xbb\xbfab", b"\xef\xbb", b"\xff"),
    "unicode-escape": (b"a\\x41\\u0042\\U00000043\\n\\\\z\\N{SPACE}\\101", b"\\",
                       b"\\x4", b"\\u12", b"\\x4g", b"\\N{SP"),
    "raw-unicode-escape": (b"a\\u0041\\U00000042\\\\u0043\\n", b"\\", b"\\\\",
                           b"\\u12", b"\\U00110000"),
    "utf-16": ("ab\U0001f600".encode("utf-16"), b"\xff", b"\xff\xfea"),
    "utf-32-be": ("ab".encode("utf-32-be"), b"\0\0", b"\0\x11\0\0"),
}
for encoding, pieces in DATA.items():
    for data in pieces:
        for errors in ("strict", "replace", "ignore", "backslashreplace"):
            decoder = codecs.getincrementaldecoder(encoding)(errors)
            try:
                parts = [decoder.decode(data[i:i + 1])
                         for i in range(len(data))]
                parts.append(decoder.decode(b"", True))
                print(encoding, data, errors, parts)
            except UnicodeDecodeError as error:
                print(encoding, data, errors, error)

ERRORS = [UnicodeEncodeError("x", "a\u20ac\ud800b", 1, 3, "why"),
          UnicodeDecodeError("x", b"a\xff\xfeb", 1, 3, "why"),
          UnicodeTranslateError("a\u20ac\U0001f600\xe9b", 1, 4, "why"),
          UnicodeEncodeError("utf-8", "a\ud800\udc80b", 1, 3, "why"),
          UnicodeEncodeError("utf-16-be", "a\ud800b", 1, 2, "why"),
          UnicodeEncodeError("utf-32-le", "a\ud800b", 1, 2, "why"),
          UnicodeDecodeError("utf-32-le", b"\0\xd8\0\0", 0, 4, "why"),
          ValueError("other")]
for name in ("strict", "ignore", "replace", "backslashreplace", "namereplace",
             "xmlcharrefreplace", "surrogateescape", "surrogatepass"):
    for error in ERRORS:
        try:
            print(name, type(error).__name__, codecs.lookup_error(name)(error))
        except (ValueError, TypeError) as raised:
            print(name, type(raised).__name__, raised)
print("a\ud800b".encode("utf-32-le", "surrogatepass"),
      "a\udfffb".encode("utf-32-be", "surrogatepass"),
      ascii(b"\0\xd8\0\0".decode("utf-32-le", "surrogatepass")))
