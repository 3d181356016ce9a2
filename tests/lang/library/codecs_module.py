# gc every: 256
# Module codecs: the registry, its readers and writers, and each encoding.
import codecs
import warnings
import encodings.cp1252
import encodings.koi8_r
import encodings.rot_13
import encodings.punycode
import io

warnings.simplefilter("ignore")


def attempt(function, *args):
    try:
        print(ascii(function(*args)))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


text = "a\xe9\u20ac\U0001f600\\\n\x00'"
for name in ("utf-8", "UTF_8", "utf8", "latin-1", "iso-8859-1", "ascii",
             "us-ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
             "utf-32-le", "utf-32-be", "utf-8-sig", "unicode_escape",
             "raw_unicode_escape", "cp1252", "koi8-r", "punycode"):
    attempt(text.encode, name)
    attempt(lambda: text.encode(name, "ignore").decode(name))
    attempt(bytes, text, name, "replace")
    attempt(bytearray, "a", name)
    attempt(b"ab\x80\xff\xd8".decode, name)
    attempt(str, b"ab\xff", name, "replace")
    attempt(codecs.encode, "ab", name)
    attempt(codecs.decode, b"ab", name)
    print(codecs.lookup(name).name)
attempt("x".encode, "no-such")
attempt(b"x".decode, "no-such")
attempt("x".encode, "rot13")
attempt(codecs.encode, "Hello", "rot13")
attempt(codecs.decode, "Uryyb", "rot_13")
attempt(b"x".decode, "rot13")
attempt(codecs.lookup, "no such")
attempt(codecs.lookup, 3)

for data in (b"a\\n\\x41\\u20ac\\U0001f600\\N{BULLET}\\101\\z", b"\\x4",
             b"\\u12", b"\\U00110000", b"\\N{x}", b"\\", b"\xe9\\t"):
    attempt(codecs.decode, data, "unicode_escape")
    attempt(codecs.decode, data, "raw_unicode_escape")
    attempt(codecs.decode, data, "unicode_escape", "replace")
    attempt(codecs.escape_decode, data)
attempt(codecs.escape_encode, b"a'\\\n\x00\xff")

print(codecs.charmap_encode("ab", "strict", {97: 65, 98: b"xy"}))
attempt(codecs.charmap_encode, "abc", "strict", {97: 65, 98: None})
attempt(codecs.charmap_encode, "a", "strict", {97: 300})
attempt(codecs.charmap_decode, b"ab", "strict", {97: "xy", 98: 0x20ac})
attempt(codecs.charmap_decode, b"abc", "strict", "0" * 98)
attempt(codecs.charmap_decode, b"abc", "replace", {97: None})

reader = codecs.getreader("utf-8")(io.BytesIO("é\nb\nc".encode()))
print(ascii(reader.readline()), reader.read())
out = io.BytesIO()
writer = codecs.getwriter("utf-16")(out)
writer.write("é")
writer.writelines(["x", "y"])
print(out.getvalue())
decoder = codecs.getincrementaldecoder("utf-8")()
print([ascii(decoder.decode(b)) for b in (b"\xe2", b"\x82", b"\xac", b"x")])
attempt(decoder.decode, b"\xe2", True)
decoder = codecs.getincrementaldecoder("utf-16")("ignore")
print([ascii(decoder.decode(bytes((b,)))) for b in "aé".encode("utf-16")])
encoder = codecs.getincrementalencoder("utf-16")()
print(encoder.encode("a"), encoder.encode("b"))
encoder.reset()
print(encoder.encode("a"))
print(list(codecs.iterencode(["a", "é"], "utf-8")),
      ascii(list(codecs.iterdecode([b"\xc3", b"\xa9"], "utf-8"))))
print(codecs.BOM_UTF8, codecs.BOM_UTF16, codecs.BOM_UTF32_BE)
info = codecs.lookup("utf-8")
print(isinstance(info, tuple), info.encode("é"), info.decode(b"x"))


def search(name):
    if name == "test_codec":
        return codecs.CodecInfo(lambda t, e="strict": (t.upper().encode(), 1),
                                lambda d, e="strict": (bytes(d).decode(), 1),
                                name="test-codec")


codecs.register(search)
print("abc".encode("test codec"), b"abc".decode("TEST_CODEC"))
codecs.unregister(search)
attempt("abc".encode, "test_codec")
attempt(codecs.register, 3)
print(codecs.make_identity_dict([1, 2]), codecs.make_encoding_map({1: 2}))
