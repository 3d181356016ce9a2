def run(*errors):
    log = []
    try:
        try:
            raise ExceptionGroup("g", list(errors))
        except* ValueError as e:
            log.append(("value", e.exceptions))
        except* (KeyError, IndexError) as e:
            log.append(("lookup", e.exceptions))
            raise
        except* TypeError:
            log.append("type")
            raise RuntimeError("new")
        else:
            log.append("else")
        finally:
            log.append("finally")
    except BaseException as e:
        log.append((type(e).__name__, str(e), e.exceptions, type(e.__context__).__name__))
    return log


print(run(ValueError(1), KeyError("k"), ValueError(2)))
print(run(TypeError(3), OSError("o"), IndexError(4)))
print(run(ValueError(5)))
print(run(OSError("left")))
print(run(ExceptionGroup("in", [KeyError(1), OSError(2)]), TypeError(3)))


def in_loop():
    for i in range(3):
        try:
            if i:
                raise KeyError(i)
        except* KeyError as e:
            for _ in e.exceptions:
                continue
            print(i, repr(e))
        else:
            print("none", i)


in_loop()
try:
    try:
        raise OSError("naked")
    except* ValueError:
        pass
except OSError as e:
    print(repr(e))
try:
    try:
        1 / 0
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)
group = ExceptionGroup("top", [ValueError(1), ExceptionGroup("low", [TypeError(2), ValueError(3)])])
print(group.split(ValueError))
print(group.subgroup(lambda e: isinstance(e, TypeError)), group.subgroup(OSError))
for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup(1, [ValueError()]),
            lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup("x", 5)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [SystemExit()])).__name__)
