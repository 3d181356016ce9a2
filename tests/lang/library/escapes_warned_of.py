# Escapes in bytes that mean nothing are warned of, the first of them.
# gc every: 2048
import warnings
from _codecs import escape_decode


class Text(bytes):
    pass


class HasBytes:
    def __bytes__(self):
        return Text(b"x")


def show(function, data, *args):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            result = ascii(function(data, *args))
        except Exception as e:
            result = repr(e)
    print(data, result, [(w.category.__name__, str(w.message)) for w in seen])


for data in (rb"\z", rb"a\8\z", rb"\777", rb"\x0n", rb"\u12", rb"\400\q",
             rb"\N{DIGIT ONE}", rb"\\z", rb"ok\n\t", rb"\u0041\U00000041",
             b"\\\n", b"\\", b"\\\xe4"):
    show(bytes.decode, data, "unicode_escape")
    show(bytes.decode, data, "unicode_escape", "replace")
    show(escape_decode, data)
    show(escape_decode, data, "ignore")
warnings.simplefilter("always")
rb"\z".decode("unicode_escape")
print(type(bytes(HasBytes())), type(Text(HasBytes())), bytearray([1]))
