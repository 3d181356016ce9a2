def best(items, room):
    table = [(0, ())] * (room + 1)
    for name, weight, value in items:
        for r in range(room, weight - 1, -1):
            with_item = (table[r - weight][0] + value, table[r - weight][1] + (name,))
            table[r] = max(table[r], with_item)
    return table[room]
print(best([("map", 9, 150), ("compass", 13, 35), ("water", 153, 200), ("sandwich", 50, 160), ("glucose", 15, 60), ("tin", 68, 45)], 230))
