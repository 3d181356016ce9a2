s = "hELLO wORLD"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
print("straße".upper(), "STRASSE".casefold() == "straße".casefold(), "ÀÉ".lower(), "ǆ".title())
print("they're bill's".title(), "x1y".title(), "ﬁ".upper(), "İ".lower() == "i̇")
print("ABC".islower(), "ABC".isupper(), "Abc Def".istitle(), "".islower())
