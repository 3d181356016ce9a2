s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(5), slice(None, None, -1).indices(4))
print("abcdefgh"[s], [0, 1, 2, 3][slice(-2, None)], (1, 2, 3)[slice(2)], slice(1, 2) == slice(1, 2))
class Show:
    def __getitem__(self, key):
        return key
show = Show()
print(show[1], show[1:2], show[::2], show[1:2, 3], show[...], show[:, None], show["a":"b"])
try:
    [1][::0]
except ValueError as error:
    print(error)
try:
    [1]["a":]
except TypeError as error:
    print(error)
