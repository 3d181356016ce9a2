graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["f"], "e": ["f"], "f": []}
def shortest(start, goal):
    queue, seen = [[start]], {start}
    while queue:
        path = queue.pop(0)
        if path[-1] == goal:
            return path
        for node in graph[path[-1]]:
            if node not in seen:
                seen.add(node)
                queue.append(path + [node])
    return None
print(shortest("a", "f"), shortest("f", "a"))
def topological(nodes):
    order, done = [], set()
    def visit(node):
        if node not in done:
            done.add(node)
            for other in graph[node]:
                visit(other)
            order.append(node)
    for node in nodes:
        visit(node)
    return order[::-1]
print(topological(graph))
