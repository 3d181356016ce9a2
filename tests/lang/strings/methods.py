s = "  The quick brown Fox  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()))
print(s.upper(), s.lower(), s.swapcase(), s.strip().title())
print("abc".capitalize(), "xyz".center(9, "-"), "x".ljust(3) + "|",
      "x".rjust(3) + "|", "42".zfill(5), "-42".zfill(5))
print(s.split(), "a,b,,c".split(","), "a,b,c".split(",", 1),
      "a,b,c".rsplit(",", 1), "a\nb\r\nc".splitlines())
print("-".join(["a", "b", "c"]), "".join("xyz"))
print("banana".count("an"), "banana".find("na"), "banana".rfind("na"),
      "banana".find("q"), "banana".index("n"))
print("banana".replace("a", "o"), "banana".replace("a", "o", 2))
print("banana".startswith("ba"), "banana".endswith(("na", "x")))
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="))
print("abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(),
      "Abc".istitle(), "abc".islower(), "ABC".isupper(), "a_1".isidentifier())
print("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"))
print("a\tb".expandtabs(4), "xxabcxx".strip("x"), "abc".encode())
print("abcabc".translate({97: "A", 98: None}), "ab".casefold())
