s = "  \t text \n "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()))
print("xxhixx".strip("x"), "abcba".strip("ab"), "www.site.com".lstrip("w."), "aaa".strip("a") == "")
print("prefix-name".removeprefix("prefix-"), "name.py".removesuffix(".py"), "name".removesuffix(".py"))
