class Row:
    def __init__(self):
        self.inner = None


def look(row):
    return row.inner.deeper + 1


look(Row())
