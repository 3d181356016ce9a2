def error(name, notes):
    e = ValueError(name)
    e.__notes__ = notes
    return e


raise ExceptionGroup("notes", [
    error("tuple", ("a", 2, None)), error("text", "abc"),
    error("list", ["x\ny"])])
