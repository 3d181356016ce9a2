class Sized:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
print(len(Sized(3)), bool(Sized(0)), bool(Sized(1)), "yes" if Sized(2) else "no", not Sized(0))
for bad in (lambda: len(Sized(-1)), lambda: len(Sized("a")), lambda: len(5), lambda: bool(Sized(1.5))):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
