import unicodedata as u


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__, str(e)


for c in "aÅ1½Ⅷ٣²\u0301\u05d0([\uac01\u4e00\U0001f600\x00\t\ue000\u0378":
    print(ascii(c), u.name(c, None), u.category(c), u.bidirectional(c),
          u.combining(c), u.mirrored(c), u.east_asian_width(c),
          u.decomposition(c), u.decimal(c, None), u.digit(c, None),
          u.numeric(c, None))

for name in ("BULLET", "bullet", "GREEK SMALL LETTER ALPHA", "NULL", "LF",
             "HANGUL SYLLABLE GAG", "HANGUL SYLLABLE HIH",
             "HANGUL SYLLABLE EO", "hangul syllable gag",
             "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-4e00",
             "CJK UNIFIED IDEOGRAPH-04E00", "CJK UNIFIED IDEOGRAPH-20000",
             "KEYCAP DIGIT ONE", "nothing of the sort", "", b"BULLET", 3):
    print(name, ascii(attempt(u.lookup, name)))

for function in (u.name, u.category, u.combining, u.decimal, u.digit,
                 u.numeric, u.mirrored, u.bidirectional, u.decomposition,
                 u.east_asian_width):
    for arg in ("ab", "", 3, "x", "\uffff"):
        print(function.__name__, ascii(arg), attempt(function, arg))

for form in ("NFC", "NFD", "NFKC", "NFKD"):
    for text in ("", "abc", "Å", "e\u0301", "\u1e9b\u0323", "ﬁ①ｶﾞ",
                 "\uac01", "\u1112\u1175\u11c2", "a\u0323\u0307\u0301",
                 "a\u0301\u0323", "\u0344", "\ufdfa", "\ud800"):
        print(form, ascii(u.normalize(form, text)),
              u.is_normalized(form, text))
print(attempt(u.normalize, "NFX", "a"), attempt(u.normalize, "NFC", b"a"),
      attempt(u.is_normalized, 1, "a"))
print(u.unidata_version)
