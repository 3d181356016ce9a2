try:
    raise ValueError(1)
except* ValueError as e:
    print(repr(e), e.__traceback__)
    raise
