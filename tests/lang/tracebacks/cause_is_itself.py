a = ValueError("a")
raise a from a
