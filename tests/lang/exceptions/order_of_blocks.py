def f(n):
    try:
        print("try", end=" ")
        if n == 1: raise ValueError
        if n == 2: return "returned"
        if n == 3: raise KeyError
    except ValueError:
        print("except", end=" ")
    else:
        print("else", end=" ")
    finally:
        print("finally", end=" ")
    return "end"
for n in range(3):
    print(f(n))
try:
    f(3)
except KeyError:
    print("escaped")
