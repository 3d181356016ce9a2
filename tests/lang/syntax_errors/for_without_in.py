for x of range(3):
    pass
