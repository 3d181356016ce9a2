# Attributes of exceptions that cannot be deleted, and those that __init__ sets
# anew.
e = Exception("text")
for name in ("args", "__traceback__", "__cause__", "__context__",
             "__suppress_context__"):
    try:
        delattr(e, name)
    except TypeError as error:
        print(error)
print(e.args, e.__cause__, e.__context__, e.__suppress_context__)
e = ImportError("text", name="n", path="p")
print(e.name, e.path, e.args)
e.__init__("other")
print(e.name, e.path, e.args)
e.__init__(name="n2")
print(e.name, e.path, e.args)
