class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        raise RuntimeError("exit failed")


with Guard():
    raise ValueError("body failed")
