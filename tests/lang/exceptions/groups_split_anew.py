# split() and subgroup() make new groups, even of all there is.
def show(group):
    print(repr(group), None if group is None else group.exceptions)


g = ExceptionGroup("g", (ValueError(1), ExceptionGroup("h", [KeyError(2)])))
for condition in (ValueError, KeyError, (ValueError, KeyError), OSError,
                  ExceptionGroup, lambda e: bool(e.args)):
    for part in g.split(condition):
        show(part)
        print(part is g)
try:
    raise ValueError("bare")
except* ValueError as e:
    show(e)
    show(e.split(ValueError)[0])
