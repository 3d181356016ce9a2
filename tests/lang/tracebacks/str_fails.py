class Bad(Exception):
    def __str__(self):
        raise RuntimeError("cannot say")


raise Bad()
