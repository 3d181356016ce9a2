# Module string: constants, Template, Formatter, capwords.
# gc every: 2048
import string

print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits)
print(repr(string.punctuation), repr(string.whitespace), len(string.printable))
print(string.capwords("the  quick\tbrown"), string.capwords("a-b-c", "-"))
t = string.Template("$who owes ${what}s $$5 to $who")
print(t.substitute(who="Ann", what="thing"), t.substitute({"who": 1}, what=2))
print(t.safe_substitute(who="Bob"), t.template, t.is_valid(),
      t.get_identifiers())
for bad in ["$", "a\n b $! c", "${x"]:
    try:
        string.Template(bad).substitute(x=1)
    except ValueError as e:
        print(e)
try:
    t.substitute(who=1)
except KeyError as e:
    print("KeyError", e)


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


print(Percent("%with_under %notunder").safe_substitute(with_under=1))

f = string.Formatter()
print(f.format("{0} {x!r:>6} {1.real:{w}.1f}|{{}}", "a", 2.5, x="q", w=7))
print(f.format("{} {} {}", 1, 2, 3), f.vformat("{a[0]}", (), {"a": [9]}))
print(list(f.parse("a{b!s:c}d")), f.get_field("0.real", (3,), {}))


class Default(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) \
            else super().get_value(key, args, kwargs)


print(Default().format("{0} {known} {unknown}", "x", known="k"))
for bad in ["{0", "{}{1}", "{5}"]:
    try:
        f.format(bad, 1)
    except Exception as e:
        print(type(e).__name__, e)
