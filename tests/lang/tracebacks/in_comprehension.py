def load(rows):
    return {int(k): [v / d for d in row] for k, row in rows.items() for v in row}


print(load({"1": [1, 2]}))
load({"1": [1, 0]})
