é = 1
名前 = "name"
ﬁ = "ligature"
print(é, 名前, fi)


class Größe:
    länge = 3


print(Größe.länge, Größe.__name__, list(vars(Größe))[1:2])
