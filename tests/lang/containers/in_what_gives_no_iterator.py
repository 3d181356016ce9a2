# `in` asks __iter__, and says what it needs where that gives no iterator.
class Gives:
    def __init__(self, result):
        self.result = result

    def __iter__(self):
        if self.result is None:
            raise TypeError("of its own")
        return self.result


for result in 5, "ab", None, iter("abc"), [1]:
    try:
        print("c" in Gives(result))
    except TypeError as e:
        print(e)
