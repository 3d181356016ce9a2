# What string.Formatter stands on.
import _string

print(list(_string.formatter_parser("a{b!r:c{d}}e{{f}}")))
first, rest = _string.formatter_field_name_split("0.b[c][0].d")
print(repr(first), list(rest))
for bad in ("{", "}", "{a!", "a}b", "{a!rr}", "{a[}"):
    try:
        print(list(_string.formatter_parser(bad)))
    except ValueError as e:
        print(e)
