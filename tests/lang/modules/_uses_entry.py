import entry_again


def name_of_entry():
    return entry_again.__name__, entry_again.X
