def fail(kind, *args):
    try:
        raise kind(*args)
    except Exception as error:
        return error


try:
    raise ExceptionGroup("inner", [fail(ValueError, 1), ExceptionGroup("low", [fail(KeyError, "k")])])
except ExceptionGroup as inner:
    raise ExceptionGroup("outer", [fail(TypeError, "t"), inner]) from fail(OSError, "cause")
