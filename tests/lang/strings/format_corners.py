# The format mini-language and str.format() at their edges.
def attempt(function, *args, **named):
    try:
        print(repr(function(*args, **named))[:90])
    except (TypeError, ValueError, OverflowError, KeyError, IndexError,
            AttributeError) as e:
        print(type(e).__name__, e)


SPECS = ("#", "#x", "#b", "#o", "#X", "#d", "#g", "#.3g", "#.0f", "#n", "#c",
         "#s", "z", "z.0f", "=10", "0=10", "010", "<010", ">010", "^10",
         "\u00e9>10", "_x", "_b", ",x", "_d", "__", ",,", "_,", ",_", "n", "%",
         ".0%", "#.0%", ".2", ".2s", ".2d", "c", "10c", "+c", ",c", "q", "xx",
         "10x10", ".", ".x", "+s", " s", "=s", "0s", "05s", "05", "#05x",
         "+_.3e", "020,.2f", "020_d", "020,", "+020,", "020_x", "#020_x", "-",
         "- ", "\0<10", "}", "{", "<", "1", "01", "00", "0<5", "s", "f", "F",
         "e", "E", "G", ".30", ".0", ".1", ".20f", "9" * 22, "." + "9" * 22)
for value in (3, -3, 3.5, "ab", True, 1e22, 10 ** 20, -0.0, float("inf"),
              1234567.891, 3 + 4j, -0.0 - 1e20j, complex("nan-infj"),
              1e16 + 0.5j, None):
    for spec in SPECS:
        attempt(format, value, spec)

for template in ("{" + "9" * 40 + "}", "{:" + "9" * 22 + "}",
                 "{[" + "9" * 22 + "]}", "{0[" + "9" * 19 + "]}", "{", "}",
                 "a{", "{0", "{0.}", "{0[}", "{0[]}", "{0]}", "{0.[]}",
                 "{0[0}", "{0[0:foo}", "{c]}", "{{ {{{0}}}", "{0}}", "{foo}",
                 "{0!x}", "{0!}", "{0!rs}", "{!}", "{:}", "{:s}", "{0:{1}}",
                 "{0:{1:{2}}}", "{0:{}}", "{}{0}", "{0}{}", "{:{}{}}",
                 "{0.__class__.__name__[0]}", "{-1}", "{ 0}", "{0 }", "{[-1]}",
                 "{[a b]}", "{!r:>5}{!s:^5}", "{\u0663}", "{1_0}", "{0x1}"):
    attempt(template.format, [10, 20], 4, "x")
    attempt(template.format_map, {"a": 1, "9" * 40: 2})
attempt("{a.b[c][0]}".format, a=type("X", (), {"b": {"c": [9]}}))


class Text(str):
    def __str__(self):
        return self

    def __format__(self, spec):
        return "<" + str.__format__(self, spec) + ">"


text = Text("abc")
print(f"{text:>5}", f"{text!s:>5}", f"{text!r:>6}", "{:5}".format(text))
print(type(str(text)).__name__, type(Text(text)).__name__, "%s" % text)
print(type(f"{text}").__name__, type("{}".format(text)).__name__)
setattr(text, Text("attribute"), 1)
print(text.attribute, getattr(text, Text("attribute")), hasattr(text, Text("x")))
delattr(text, Text("attribute"))
print(vars(text))
