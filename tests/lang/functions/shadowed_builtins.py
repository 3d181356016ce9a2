def f(list, len=lambda x: "mine"):
    return len(list)
print(f([1]), len([1]))
max = "shadow"
print(max)
del max
print(max(1, 2))
