class Angry:
    def __hash__(self):
        return 7
    def __eq__(self, other):
        raise ValueError("do not compare me")
d = {7: "seven"}
try:
    d[Angry()]
except ValueError as error:
    print(error)
print(d)
d2 = {}
d2[Angry()] = 1
print(len(d2))
