stack = []
for c in "({[]})":
    if c in "({[":
        stack.append(c)
    else:
        print(stack.pop() + c, end=" ")
print(stack == [])
queue = list(range(5))
while queue:
    print(queue.pop(0), end=" ")
    if queue and queue[0] == 2:
        queue.append(99)
print()
