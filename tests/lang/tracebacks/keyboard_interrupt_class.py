try:
    raise KeyboardInterrupt("caught as base")
except BaseException as error:
    print(repr(error))
raise GeneratorExit("not an Exception")
