s = "hello, world"
print(len(s), s[0], s[-1], s[1:5], s[::-1], s[::3], s[-5:])
print(s + "!", s * 2, "lo" in s, "x" not in s)
print(s < "help", s == "hello" ", world", "a" < "b" < "c")
print("a\tb\\ \x41 \u00e9 \U0001F40D")
print(r"raw\n", 'single', """triple
quoted""")
for c in "abc":
    print(c, ord(c), chr(ord(c) + 1))
print("" or "empty", bool(""), bool(" "))
print("%s and %r" % ("a", "a"))
