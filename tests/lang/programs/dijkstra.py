def shortest(graph, start):
    distance, previous, todo = {start: 0}, {}, [(0, start)]
    while todo:
        todo.sort(reverse=True)
        d, node = todo.pop()
        if d > distance[node]: continue
        for other, weight in graph[node].items():
            if d + weight < distance.get(other, float("inf")):
                distance[other], previous[other] = d + weight, node
                todo.append((d + weight, other))
    return distance, previous
graph = {"a": {"b": 7, "c": 9, "f": 14}, "b": {"a": 7, "c": 10, "d": 15}, "c": {"a": 9, "b": 10, "d": 11, "f": 2},
         "d": {"b": 15, "c": 11, "e": 6}, "e": {"d": 6, "f": 9}, "f": {"a": 14, "c": 2, "e": 9}}
distance, previous = shortest(graph, "a")
print(distance)
path, node = [], "e"
while node:
    path.append(node)
    node = previous.get(node)
print(" -> ".join(reversed(path)))
