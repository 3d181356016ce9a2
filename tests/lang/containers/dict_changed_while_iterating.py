d = {1: 1, 2: 2}
try:
    for k in d:
        d[k + 10] = 0
except RuntimeError as error:
    print(error)
try:
    for k in d:
        del d[k]
except RuntimeError as error:
    print(error)
for k in list(d):
    d.pop(k)
print(d)
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
