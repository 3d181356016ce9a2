def f():
    raise ValueError("x")
try:
    f()
except ValueError as error:
    tb = error.__traceback__
    print(tb.tb_lineno, tb.tb_next.tb_lineno, tb.tb_next.tb_next)
    error.extra = 5
    print(error.extra, error.with_traceback(None) is error, error.__traceback__)
try:
    {}["missing"]
except KeyError as error:
    print(error.args, str(error), repr(error))
try:
    undefined_thing
except NameError as error:
    print(error.name)
try:
    [].nope
except AttributeError as error:
    print(error.name, error.obj)
try:
    import not_a_module
except ImportError as error:
    print(error.name, error.msg)
s = StopIteration(5)
print(s.value, SystemExit(3).code, OSError(2, "msg").errno, OSError(2, "msg"))
