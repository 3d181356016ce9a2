class Bad:
    def __str__(self):
        raise ValueError

    __repr__ = __str__


e = ValueError("m")
e.__notes__ = [Bad(), "good"]
raise e
