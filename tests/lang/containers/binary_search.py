def search(items, wanted):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < len(items) and items[low] == wanted else -1
data = list(range(0, 100, 3))
print(search(data, 33), search(data, 34), search(data, 0), search(data, 99), search([], 1))
