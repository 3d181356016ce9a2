def worker(name, n):
    for i in range(n):
        yield f"{name}{i}"
tasks = [worker("a", 2), worker("b", 3), worker("c", 1)]
out = []
while tasks:
    task = tasks.pop(0)
    try:
        out.append(next(task))
        tasks.append(task)
    except StopIteration:
        out.append("|")
print(" ".join(out))
