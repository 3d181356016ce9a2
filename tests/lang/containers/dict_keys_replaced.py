# A dict whose keys are replaced while it is iterated over, by as many.
for view in (iter, dict.keys, dict.values, dict.items):
    d = {0: 0, 1: 1}
    try:
        for number, _ in enumerate(view(d)):
            del d[number]
            d[number + 2] = 0
    except RuntimeError as e:
        print(e, d)
d = {1: 1, 2: 2, 3: 3}
back = reversed(d)
print(next(back))
d.clear()
d.update({4: 4, 5: 5, 6: 6})
print(len(d), next(back) in d)
