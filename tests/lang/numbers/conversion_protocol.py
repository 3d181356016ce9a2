class Number:
    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __round__(self, digits=None):
        return f"rounded to {digits}"

    def __abs__(self):
        return "absolute"

    def __bool__(self):
        return False

    def __divmod__(self, other):
        return ("divmod", other)


n = Number()
print(int(n), float(n), round(n), round(n, 2), abs(n), bool(n), divmod(n, 3))
