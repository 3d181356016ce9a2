assert True, "fine"
assert 1 < 2
for check, note in ((0, None), (None, "message"), ([], 42)):
    try:
        if note is None:
            assert check
        else:
            assert check, note
    except AssertionError as error:
        print(repr(error), error.args)
