# UTF-7: whole, wrong, and byte by byte.
# gc every: 8192
import codecs


def attempt(act):
    try:
        return act()
    except UnicodeError as e:
        return e.args[0], e.start, e.end, e.reason


texts = ["", "abc", "a+b", "+", "++", "+-", "a\u20acb", "\u20ac\u20ac-",
         "\u20ac a", "\u20aca", "a\U0001f40db", "~\\", "\ud800", "x\ud800y",
         "\t\r\n \0\x7f", "!\"#$%&*;<=>@[]^_`{|}", "'(),-./:?", "\xe9+\xe9",
         "+\xe9", "\xe90", "\xe9/", "\u65e5\u672c+b-c", "1 + 1 = 2", "\uffff"]
for text in texts:
    data = text.encode("utf-7")
    print(ascii(text), data, data.decode("utf-7") == text)
wrong = [b"+AGEAYg", b"+AGEAYg!", b"+AGE", b"+AG", b"+A", b"+", b"+AGEA",
         b"+AGEB-", b"+2AA-", b"+2ADcAA-", b"+3AA-", b"\xff", b"a\x80b",
         b"+\x80", b"+AGE\x80", b"+AGE-x", b"+AGE--", b"+AGE.x", b"+!x",
         b"+AA!", b"+2ADcDQ", b"+2AA", b"+2ADYAA-", b"+IKwgrA.", b"+AB-",
         b"+////-", b"+2ADYANwA-", b"x+2ADY"]
for data in wrong:
    print(data, *[ascii(attempt(lambda: data.decode("utf-7", errors)))
                  for errors in ("strict", "replace", "backslashreplace")])
    print(ascii(attempt(lambda: codecs.utf_7_decode(data, "replace", False))))
for data in wrong + [text.encode("utf-7") for text in texts]:
    decoder = codecs.getincrementaldecoder("utf-7")("replace")
    out = [decoder.decode(data[i:i + 1]) for i in range(len(data))]
    print(ascii(out), ascii(attempt(lambda: decoder.decode(b"", True))))
