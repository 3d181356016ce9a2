def sign(n):
    if n < 0:
        return "-"
    elif n == 0:
        return "0"
    else:
        return "+"


print([sign(n) for n in (-5, 0, 5)])
print(0 or [] or "x" or 1, 1 and "y" and [], not [], not not 1)
print("yes" if [] else "no", (1 if 0 else 2) if 1 else 3)
for value in (0, 0.0, "", [], (), {}, set(), None, False, range(0), b""):
    print(bool(value), end=" ")
print()


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("asked", end=" ")
        return self.value


print(bool(Truth(True) and Truth(False)), not Truth(False))
if Truth(True) or Truth(True):
    print("in")
if (n := len("abc")) > 2:
    print(n)
pass
