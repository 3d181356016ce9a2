class Heap:
    def __init__(self, items=()):
        self.items = []
        for item in items: self.push(item)
    def push(self, item):
        items, i = self.items, len(self.items)
        items.append(item)
        while i and items[i] < items[(i - 1) // 2]:
            items[i], items[(i - 1) // 2] = items[(i - 1) // 2], items[i]
            i = (i - 1) // 2
    def pop(self):
        items = self.items
        items[0], items[-1] = items[-1], items[0]
        result, i = items.pop(), 0
        while (child := 2 * i + 1) < len(items):
            if child + 1 < len(items) and items[child + 1] < items[child]: child += 1
            if not items[child] < items[i]: break
            items[i], items[child] = items[child], items[i]
            i = child
        return result
    def __len__(self): return len(self.items)
h = Heap([5, 3, 8, 1, 9, 2])
print([h.pop() for _ in range(len(h))])
tasks = Heap([(2, "write"), (1, "plan"), (2, "test"), (3, "ship")])
while tasks: print(tasks.pop())
