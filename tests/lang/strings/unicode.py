s = "naïve café 🐍 Ωmega ß"
print(len(s), s.upper(), s.lower(), s.title())
print(s.encode("utf-8"), s.encode("utf-8").decode() == s)
print([ord(c) for c in "é🐍"], "\u00e9" == "é", "\U0001f40d")
print("ß".upper(), "ẞ".lower(), "ﬁ".upper(), "Σ".lower())
print(s[11], s[::-1], s.find("🐍"), s.split())
print("٣".isdigit(), "Ⅷ".isnumeric(), "é".isalpha(), "é".isascii())
print(repr("\x00\x7f\x80\u200b\n'\""), ascii("é🐍"))
print(sorted(["é", "z", "a", "Z"]))
