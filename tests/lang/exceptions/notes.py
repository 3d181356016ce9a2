try:
    try:
        raise ValueError("v")
    except ValueError as error:
        error.add_note("a note")
        error.add_note("another")
        raise
except ValueError as error:
    print(error, error.__notes__)
try:
    ValueError().add_note(5)
except TypeError as error:
    print(error)
