# A slice that is assigned to is looked at before what is assigned.


class Index:
    def __init__(self, name):
        self.name = name

    def __index__(self):
        print(self.name, end=" ")
        return 2


def show(statement, target):
    try:
        exec(statement, {"t": target, "Index": Index})
        print(target)
    except Exception as e:
        print(type(e).__name__, e)


for statement in (
        "t[0::0] = 5", "t[0::0] = 'ab'", "t[::2] = 5", "t[1:2] = 5",
        "t[Index('start'):Index('stop'):Index('step')] = 5", "t[::'a'] = 5",
        "t['a':] = 5", "t[Index('start'):Index('stop')] = [1, 2]",
        "del t[Index('start'):Index('stop'):Index('step')]", "del t[::0]",
        "t[Index('start')] = None", "t[1::0] = 'ab'", "t[:] = t[::-1]"):
    show(statement, list("xyz"))
    if "[1, 2]" not in statement:  # CPython looks at that slice twice.
        show(statement, bytearray(b"xyz"))
