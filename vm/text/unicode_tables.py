#!/usr/bin/env python3.11
"""Writes unicode_tables.inc: what CPython 3.11 knows and utf8proc does not.

utf8proc has the categories and the simple case mappings, of Unicode 15.0.
CPython 3.11 has Unicode 14.0, numeric types, identifier rules and case
mappings to several characters. Run by hand:
    python3.11 vm/text/unicode_tables.py > vm/text/unicode_tables.inc
"""
import ctypes
import unicodedata

ALL = range(0x110000)
lib = ctypes.CDLL("libutf8proc.so.2")


def ranges(points):
    out = []
    for point in points:
        if out and out[-1][1] == point - 1:
            out[-1][1] = point
        else:
            out.append([point, point])
    return out


def table(name, comment, predicate):
    print(f"// {comment}\nconstexpr Range {name}[] = {{")
    for first, last in ranges([c for c in ALL if predicate(c, chr(c))]):
        print(f"    {{0x{first:04x}, 0x{last:04x}}},")
    print("};\n")


def mapping(name, comment, method, simple):
    print(f"// {comment}\nconstexpr SpecialCase {name}[] = {{")
    for c in ALL:
        text = method(chr(c))
        if not 0xD800 <= c < 0xE000 and text != chr(simple(c)):
            points = ", ".join(f"0x{ord(x):04x}" for x in text)
            print(f"    {{0x{c:04x}, {{{points}}}}},")
    print("};\n")


def category(c):
    return unicodedata.category(chr(c))


def main():
    print("// Written by unicode_tables.py; not edited by hand.\n")
    lib.utf8proc_category_string.restype = ctypes.c_char_p
    table("kNotYetAssigned", "In Unicode 15.0 and not in 14.0.",
          lambda c, s: category(c) == "Cn"
          and lib.utf8proc_category_string(c) != b"Cn")
    table("kDigits", "Digits that are not decimal digits.",
          lambda c, s: s.isdigit() and not s.isdecimal())
    table("kNumericLetters", "Letters that are numbers.",
          lambda c, s: s.isnumeric() and category(c)[0] != "N")
    table("kOtherLowercase", "Lower case, but not letters of category Ll.",
          lambda c, s: s.islower() and category(c) != "Ll")
    table("kOtherUppercase", "Upper case, but not letters of category Lu.",
          lambda c, s: s.isupper() and category(c) != "Lu")
    table("kOtherSpaces", "White space outside category Zs.",
          lambda c, s: s.isspace() and category(c) != "Zs")
    start = ("Lu", "Ll", "Lt", "Lm", "Lo", "Nl")
    rest = start + ("Mn", "Mc", "Nd", "Pc")
    table("kStartExceptions",
          "Where starting an identifier and the category disagree.",
          lambda c, s: s.isidentifier() != (category(c) in start or c == 95))
    table("kContinueExceptions",
          "Where going on in an identifier and the category disagree.",
          lambda c, s: ("a" + s).isidentifier() != (category(c) in rest))
    ignorable = ("Mn", "Me", "Cf", "Lm", "Sk")
    table("kIgnorableExceptions",
          "Where being skipped before a final sigma and the category disagree.",
          lambda c, s: is_ignorable(s) != (category(c) in ignorable))
    mapping("kSpecialUpper", "Upper case of several characters.",
            str.upper, lib.utf8proc_toupper)
    mapping("kSpecialTitle", "Title case that utf8proc does not have.",
            str.title, lib.utf8proc_totitle)


def is_ignorable(s):
    """A capital sigma after a letter and `s` is final, after `s` alone not."""
    return (("A" + s + "\u03a3").lower()[-1] == "\u03c2"
            and (s + "\u03a3").lower()[-1] != "\u03c2")


main()
