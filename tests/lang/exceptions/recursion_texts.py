# gc every: 65536
# What a RecursionError says of containers that are too deep.
deep, other = [], []
for _ in range(1500):
    deep, other = [deep], [other]
table = {}
for _ in range(1500):
    table = {1: table}


def told(function, *args):
    try:
        function(*args)
    except RecursionError as e:
        print(e)


def calls():
    calls()


told(repr, deep)
told(repr, table)
told("{!r}".format, deep)
told(lambda: deep == other)
told(lambda: deep < other)
told(calls)
