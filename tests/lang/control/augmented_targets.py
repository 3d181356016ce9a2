class Box: n = 1
box = Box()
d = {"k": [1]}
def index():
    print("index", end=" ")
    return "k"
d[index()] += [2]
d["k"][0] -= 5
box.n += 1
box.n **= 3
Box.n |= 6
print(d, box.n, Box.n, box.__dict__)
