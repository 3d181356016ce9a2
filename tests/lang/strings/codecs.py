def show(function, *args):
    try:
        print(ascii(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


text = "a\u00e9\u20ac\U0001f600"
for encoding in ("utf-8", "UTF8", "latin-1", "ascii", "klingon"):
    for errors in ("strict", "replace", "ignore", "backslashreplace",
                   "xmlcharrefreplace", "surrogateescape", "sloppy"):
        show(text.encode, encoding, errors)
show("a\udc80b".encode)
show("a\udc80b".encode, "utf-8", "surrogateescape")
show("a\ud800b".encode, "utf-8", "surrogatepass")
blob = b"a\xc3\xa9\xff\xe2\x82z\xf0\x9f"
for encoding in ("utf-8", "latin-1", "ascii"):
    for errors in ("strict", "replace", "ignore", "backslashreplace",
                   "surrogateescape"):
        show(blob.decode, encoding, errors)
try:
    b"ok\xffno".decode("utf-8")
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason)
try:
    "\u20ac\u20ac".encode("ascii")
except UnicodeEncodeError as error:
    print(error.encoding, ascii(error.object), error.start, error.end)
    print(error.args[1:] == ("\u20ac\u20ac", 0, 2, "ordinal not in range(128)"))
show(str, b"abc", "ascii")
show(str, b"abc")
show(str, "abc", "ascii")
show(str, 5, "ascii")
show("a".encode, 5)
show(b"a".decode, "utf-8", 5)
