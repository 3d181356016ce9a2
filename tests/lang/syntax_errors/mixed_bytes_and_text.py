data = "a" b"b"
