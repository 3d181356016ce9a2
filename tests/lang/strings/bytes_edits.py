b = b"  Spam and eggs  "
print(b.strip(), b.find(b"and"), b.replace(b"a", b"A"), b.count(b"g"), b.startswith(b"  S"), b.title())
print(b"a b c".split(), b"k=v".partition(b"="), b"abc".center(7, b"."), b"7".zfill(3), b"x\ny".splitlines())
print(b"abc".isalpha(), b"12".isdigit(), b"aB".swapcase(), b"abc".translate(bytes.maketrans(b"a", b"z")))
print(b"it's", b'"', b"\t\n\r\\", repr(b"\x7f"), b"%d %s" % (5, b"x"))
