def flatten(x):
    for item in x:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item
print(list(flatten([1, [2, (3, [4, []])], 5])))
def walk(tree, depth=0):
    name, *children = tree
    yield "  " * depth + name
    for child in children:
        yield from walk(child, depth + 1)
print("\n".join(walk(["root", ["a", ["b"]], ["c"]])))
