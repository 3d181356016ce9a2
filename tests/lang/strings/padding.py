print("ab".ljust(5, ".") + "|", "ab".rjust(5, "."), "ab".center(7, "*"), "abc".center(6) + "|")
print("42".zfill(5), "-42".zfill(5), "+4".zfill(3), "abc".zfill(2), "".zfill(3))
print("a\tb\tc".expandtabs(), "ab\tc".expandtabs(4), "\t".expandtabs(2) + "|")
