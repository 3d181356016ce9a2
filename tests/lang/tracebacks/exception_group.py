def tasks():
    errors = []
    for text in ("1", "x", "y"):
        try:
            int(text)
        except ValueError as error:
            errors.append(error)
    raise ExceptionGroup("two tasks failed", errors)


tasks()
