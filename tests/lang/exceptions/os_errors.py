e = OSError(2, "No such file", "missing.txt")
print(type(e).__name__, e, e.errno, e.strerror)
print(OSError(13, "denied"), OSError("plain"), repr(OSError()))
