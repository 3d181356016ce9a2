e = ValueError("m")
e.__notes__ = {"a": 1}
raise e
