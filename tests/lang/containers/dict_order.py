d = {}
for i in range(20):
    d[i % 7] = i
print(d)
for key in (3, 5):
    del d[key]
d[3] = "back"
print(d, list(d.items())[-1])
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 3):
    del big[i]
print(len(big), sum(big), sum(big.values()), next(iter(big)))
try:
    for key in big:
        big[key + 10000] = 1
except RuntimeError as error:
    print(error)
