nan = float("nan")
a = [nan]
print(a == a, a == [nan], nan in a, a.count(nan), a.index(nan), (nan,) == (nan,), {nan: 1}[nan])
class Never:
    def __eq__(self, other):
        return False
n = Never()
print(n in [n], [n] == [n], n == n, [n].count(n), (n,) == (n,), n != n)
