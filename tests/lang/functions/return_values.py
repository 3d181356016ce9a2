def nothing(): pass
def early(n):
    if n > 5:
        return "big"
    for i in range(n):
        if i == 2:
            return i
    return
def many():
    return 1, 2, *[3]
print(nothing(), early(9), early(4), early(1), many(), (lambda: None)())
