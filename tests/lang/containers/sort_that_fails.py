# A comparison that fails leaves a short list sorted as far as it came.
for items in ([3, 1, 2, "a", 0], ["b", 3, 1], [5, 4, "x", 3], [2, 3, 1, None, 0]):
    for reverse in (False, True):
        for key in (None, lambda x: x):
            tried = items[:]
            try:
                tried.sort(key=key, reverse=reverse)
            except TypeError as e:
                print(tried, e)
