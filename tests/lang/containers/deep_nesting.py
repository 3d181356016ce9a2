deep = []
for _ in range(200):
    deep = [deep]
text = repr(deep)
print(len(text), text[:5], deep == deep)
count = 0
while deep:
    deep = deep[0]
    count += 1
print(count)
