def a():
    try:
        return "try"
    finally:
        return "finally"
def b():
    try:
        raise ValueError
    finally:
        return "swallowed"
def c():
    for i in range(3):
        try:
            continue
        finally:
            if i == 1: break
    return i
def d():
    x = 1
    try:
        return x
    finally:
        x = 2
def e():
    while True:
        try:
            return "out"
        finally:
            print("cleanup", end=" ")
print(a(), b(), c(), d(), e())
