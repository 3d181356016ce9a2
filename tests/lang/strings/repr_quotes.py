for s in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\tnew\nline\\", "\x00\x07\x7f\x80", "é", "\u200b", "😀", "\ud800"):
    print(ascii(s), len(s))
    if s != "\ud800":
        print(repr(s))
